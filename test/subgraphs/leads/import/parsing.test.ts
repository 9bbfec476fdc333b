import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { type CsvRecord, csvRecords } from '../../../../subgraphs/leads/import/csv-records.ts';
import { checkMapping, columnsOf } from '../../../../subgraphs/leads/import/mapping.ts';
import { parseNumber } from '../../../../subgraphs/leads/import/parse-number.ts';
import { parseTime } from '../../../../subgraphs/leads/import/parse-time.ts';

const read = async (text: string, delimiter = ','): Promise<CsvRecord[]> => {
  const records: CsvRecord[] = [];
  for await (const record of csvRecords(Readable.from([Buffer.from(text)]), delimiter)) records.push(record);
  return records;
};

describe('numbers of an import', () => {
  test('either mark separates the fraction, and the other groups thousands', () => {
    assert.equal(parseNumber('1,234.5', '.'), 1234.5);
    assert.equal(parseNumber('1.234.567,5', ','), 1_234_567.5);
    assert.equal(parseNumber(' 12 000 ', '.'), 12_000);
    assert.equal(parseNumber('-0.25', '.'), -0.25);
  });

  test('what is no number is undefined', () => {
    for (const text of ['', 'many', '1.2.3', '1,5', '0x10', '1e5', 'NaN', 'Infinity', '--1']) {
      assert.equal(parseNumber(text, '.'), undefined, text);
    }
  });
});

describe('times of an import', () => {
  test('a time is read by its format and in its zone', () => {
    const expected = Date.parse('2026-03-01T08:30:00Z');
    assert.equal(parseTime('2026-03-01T12:30:00+04:00', 'ISO', 'Z'), expected);
    assert.equal(parseTime('2026-03-01 12:30', 'ISO', '+04:00'), expected);
    assert.equal(parseTime('01/03/2026 12:30', 'dd/MM/yyyy HH:mm', '+04:00'), expected);
    assert.equal(parseTime('1.3.2026 8:30:00', 'dd.MM.yyyy HH:mm:ss', 'Z'), expected);
    assert.equal(parseTime(String(expected), 'EPOCH_MS', 'Z'), expected);
    assert.equal(parseTime(String(expected / 1_000), 'EPOCH_S', 'Z'), expected);
    assert.equal(parseTime('2026-03-01', 'ISO', 'Z'), Date.parse('2026-03-01T00:00:00Z'));
  });

  test('a day that does not exist, and a text that does not fit, are undefined', () => {
    assert.equal(parseTime('2026-02-30', 'ISO', 'Z'), undefined);
    assert.equal(parseTime('30/02/2026', 'dd/MM/yyyy', 'Z'), undefined);
    assert.equal(parseTime('2026-13-01', 'ISO', 'Z'), undefined);
    assert.equal(parseTime('01/03/26', 'dd/MM/yyyy', 'Z'), undefined);
    assert.equal(parseTime('yesterday', 'EPOCH_S', 'Z'), undefined);
    assert.equal(parseTime('01x03x2026', 'dd.MM.yyyy', 'Z'), undefined);
  });
});

describe('records of a CSV file', () => {
  test('a byte order mark, CRLF, quoted line breaks, blank lines and ragged rows are read', async () => {
    const records = await read('\uFEFFid,note\r\n1,"two\r\nlines, one ""cell"""\r\n\r\n2\r\n3,a,b\r\n');
    assert.deepEqual(
      records.map(({ row, cells }) => [row, ...cells]),
      [
        [1, 'id', 'note'],
        [2, '1', 'two\r\nlines, one "cell"'],
        [4, '2'],
        [5, '3', 'a', 'b'],
      ],
    );
  });

  test('another delimiter is read', async () => {
    const [, record] = await read('id;note\n1;a,b\n', ';');
    assert.deepEqual(record?.cells, ['1', 'a,b']);
  });

  test('a wrong quotation mark costs its own line alone', async () => {
    const records = await read('id,note\n1,a\n2,"open\n3,c\n4,"again\n5,5" pipe\n6,"shut"up\n7,"never');
    assert.deepEqual(
      records.map(({ row, cells, fault }) => [row, cells[0], fault !== undefined]),
      [
        [1, 'id', false],
        [2, '1', false],
        [3, '2,"open', true],
        [4, '3', false],
        [5, '4,"again', true],
        [6, '5,5" pipe', true],
        [7, '6,"shut"up', true],
        [8, '7,"never', true],
      ],
    );
  });

  test('records are the same however the stream cuts the bytes', async () => {
    const text = Buffer.from('\uFEFFid,note\r\n1,"zwölf\r\n€"\r2,b\n\n3,c');
    const whole = await read(text.toString());
    for (let size = 1; size < 6; size++) {
      const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
        text.subarray(n * size, (n + 1) * size),
      );
      const records: CsvRecord[] = [];
      for await (const record of csvRecords(Readable.from(chunks), ',')) records.push(record);
      assert.deepEqual(records, whole);
    }
    assert.deepEqual(
      whole.map(({ cells }) => cells),
      [
        ['id', 'note'],
        ['1', 'zwölf\r\n€'],
        ['2', 'b'],
        ['3', 'c'],
      ],
    );
  });
});

describe('a mapping', () => {
  const lead = { id: { column: 'Id' }, createdAt: { constant: '2026-01-01' } };

  test('names every place that is wrong', () => {
    const wrong = {
      lead: { ...lead, shoeSize: { column: 'Shoes' } },
      outcome: { column: 'Won', values: { 1: 'BOUGHT' } },
    };
    assert.throws(() => checkMapping(wrong), {
      code: 'IMPORT_MAPPING_INVALID',
      message: /mapping\.lead.*shoeSize.*mapping\.outcome\.values\.1/s,
    });
    assert.throws(() => checkMapping({ lead: { ...lead, createdAt: { constant: 'soon' } } }), {
      message: /mapping\.lead\.createdAt/,
    });
  });

  test('lists the columns it reads, and not the words of its value maps', () => {
    const mapping = checkMapping({
      lead: { ...lead, country: { column: 'Country', values: { column: 'AE', product: 'IN' } } },
      interactions: [{ id: 'web', kind: 'WEBSITE_VISIT', quantity: { product: ['Visits', 'Pages'] } }],
    });
    assert.deepEqual(columnsOf(mapping).sort(), ['Country', 'Id', 'Pages', 'Visits']);
  });
});
