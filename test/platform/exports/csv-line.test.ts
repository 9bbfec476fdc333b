import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLine } from '../../../platform/exports/csv-line.ts';

const cellsOf = (line: string, delimiter = ','): string[] =>
  (parse(line, { delimiter, relax_quotes: true, relax_column_count: true }) as string[][]).flat();

/** What a spreadsheet evaluates, whatever the separator of its language. */
const isFormula = (cell: string): boolean => /^["\s]*[=+\-@＝＋－＠]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell);

describe('a line of CSV', () => {
  for (const formula of ['=1+1', '+A1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '"=1"', '＝1+1'])
    test(`hands a spreadsheet no formula: ${JSON.stringify(formula)}`, () => {
      const [cell = ''] = cellsOf(csvLine([formula]));
      assert.match(cell, /^'/);
    });

  test('hands a spreadsheet no formula behind a separator or a line break within a text', () => {
    assert.equal(csvLine(['a;=1']), `"a;'=1"\r\n`);
    assert.equal(csvLine(['a\n-B1']), `"a\n'-B1"\r\n`);
    assert.equal(csvLine(['a;"@B1']), `"a;""'@B1"\r\n`);
  });

  test('leaves numbers and texts that are numbers as they are, also negative ones', () => {
    assert.equal(csvLine([-1, 2.5, null, true, 'a']), '-1,2.5,,true,a\r\n');
    assert.equal(csvLine(['-5', '+971501234567', '-1.5e-7']), '-5,+971501234567,-1.5e-7\r\n');
  });

  test('quotes its header like any other text', () => {
    assert.equal(csvLine(['=head', 'a,b', 'say "so"']), `'=head,"a,b","say ""so"""\r\n`);
  });

  test('gives every text back but for apostrophes, and is free of formulas in commas and semicolons', () => {
    const piece = fc.constantFrom('=', '+', '-', '@', '"', "'", ';', ',', '\t', '\r', '\n', ' ', '|', 'A1', '1', 'ü');
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (values) => {
        const line = csvLine(['first', ...values, 'last']);
        const cells = cellsOf(line);
        assert.deepEqual(
          cells.map((cell) => cell.replaceAll("'", '')),
          ['first', ...values, 'last'].map((value) => value.replaceAll("'", '')),
        );
        assert.deepEqual(cells.filter(isFormula), []);
        const naive = line.split(/[;\r\n]/).filter((cell) => isFormula(cell));
        assert.deepEqual(naive, []);
      }),
    );
  });
});
