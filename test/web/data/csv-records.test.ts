import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CsvRecord, readRecords } from '../../../web/src/data/import/csv/csv-records.ts';
import {
  type Delimiter,
  type Dialect,
  detectDelimiter,
  detectEncoding,
} from '../../../web/src/data/import/csv/dialect.ts';
import { RejectsFile } from '../../../web/src/data/import/csv/rejects-file.ts';

const PLAIN: Dialect = { encoding: 'utf-8', delimiter: ',' };

async function recordsOf(
  content: string | Uint8Array<ArrayBuffer>,
  dialect: Dialect = PLAIN,
): Promise<readonly CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const batch of readRecords(new Blob([content]), dialect)) records.push(...batch.records);
  return records;
}

test('records keep quoted delimiters, doubled quotation marks and line breaks', async () => {
  assert.deepEqual(await recordsOf('a,b\r\n"1, ""one""","two\r\nlines"\r\n\r\n3,4'), [
    { row: 1, cells: ['a', 'b'] },
    { row: 2, cells: ['1, "one"', 'two\nlines'] },
    { row: 4, cells: ['3', '4'] },
  ]);
});

test('records after a quotation mark that is not closed are read all the same', async () => {
  const lines = Array.from({ length: 1_500 }, (_, index) => `${index},x`);
  const records = await recordsOf(['a,b', '"open,1', ...lines].join('\n'));
  assert.deepEqual(records[1], { row: 2, cells: ['"open,1'], fault: 'MARKS' });
  assert.equal(records.length, 1_502);
  assert.deepEqual(records.at(-1), { row: 1_502, cells: ['1499', 'x'] });
});

test('a record with text after a closing quotation mark has a fault, and its neighbours have none', async () => {
  const records = await recordsOf('"a",b\n"1"x,2\n"3",4');
  assert.deepEqual(
    records.map(({ fault }) => fault),
    [undefined, 'MARKS', undefined],
  );
  assert.deepEqual(records[2]?.cells, ['3', '4']);
});

test('records with bytes that the encoding does not have say so', async () => {
  const records = await recordsOf(new Uint8Array([0x61, 0x0a, 0xff, 0x0a, 0x62]));
  assert.deepEqual(
    records.map(({ fault }) => fault),
    [undefined, 'BYTES', undefined],
  );
});

test('files with the line breaks of old Macs are read', async () => {
  assert.deepEqual(
    (await recordsOf('a,b\r1,2\r')).map(({ cells }) => cells),
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  );
});

test('files of any cells are read back as they were written, in every encoding of Unicode', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ب', '😀', '"', ',', ';', '\t', '\n', ' ', '|') });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }),
      fc.constantFrom<Delimiter>(',', ';', '\t', '|'),
      fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
      async (rows, delimiter, encoding) => {
        const file = new RejectsFile(['x', 'y'], delimiter);
        for (const [index, row] of rows.entries()) file.add(`row ${index}`, row);
        const text = await file.blob().text();
        const read = await recordsOf(encoded(`\ufeff${text}`, encoding), { encoding, delimiter });
        assert.deepEqual(
          read.map(({ cells }) => cells),
          [['reason', 'x', 'y'], ...rows.map((row, index) => [`row ${index}`, ...row])],
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('a file of rejected rows begins with the byte order mark by which Excel takes it for UTF-8', async () => {
  const bytes = new Uint8Array(await new RejectsFile(['x'], ',').blob().arrayBuffer());
  assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf]);
});

test('a character that two parts of the file share is not broken', async () => {
  // parts are 65,536 bytes: the letter of two bytes begins at the last byte of the first one
  const [record] = await recordsOf(`${'x'.repeat(65_535)}ب`);
  assert.equal(record?.cells[0]?.at(-1), 'ب');
});

test('encodings are found by mark, zero bytes, validity and letters', () => {
  const arabic = 'الاسم,الشركة,المدينة\nنخلة للاستشارات,دبي';
  const cases: readonly [string, Uint8Array][] = [
    ['utf-8', new TextEncoder().encode(arabic)],
    ['utf-8', encoded('\ufeffa,b', 'utf-8')],
    ['utf-16le', encoded(`\ufeff${arabic}`, 'utf-16le')],
    ['utf-16be', encoded(`\ufeff${arabic}`, 'utf-16be')],
    ['utf-16le', encoded('name,company\nA,B', 'utf-16le')],
    ['utf-16be', encoded('name,company\nA,B', 'utf-16be')],
    // الاسم,دبي in the Arabic code page
    ['windows-1256', new Uint8Array([0xc7, 0xe1, 0xc7, 0xd3, 0xe3, 0x2c, 0xcf, 0xc8, 0xed])],
    // Müller,Köln,Café
    ['windows-1252', new Uint8Array([...'M\xfcller,K\xf6ln,Caf\xe9'].map((char) => char.charCodeAt(0)))],
    ['utf-8', new Uint8Array()],
  ];
  for (const [expected, bytes] of cases) assert.equal(detectEncoding(bytes), expected);
});

test('UTF-8 is found when its last character is cut off', () => {
  assert.equal(detectEncoding(new TextEncoder().encode('نخلة').slice(0, -1)), 'utf-8');
});

test('delimiters are found by what the lines have in common, quoted ones aside', () => {
  assert.equal(detectDelimiter('a,b,c\n1,2,3\n4,5'), ',');
  assert.equal(detectDelimiter('name;city\n"Desert, Rose, Trading";Dubai\n"x, y";Ajman\n'), ';');
  assert.equal(detectDelimiter('a\tb\n1,5\t2,5\n'), '\t');
  assert.equal(detectDelimiter('a|b\n1|2\n'), '|');
  assert.equal(detectDelimiter('single\nvalue'), ',');
});

function encoded(text: string, encoding: string): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const little = Uint8Array.from(Buffer.from(text, 'utf16le'));
  return encoding === 'utf-16le' ? little : Uint8Array.from(Buffer.from(little).swap16());
}
