import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { readHeader } from '../../../../subgraphs/leads/import/csv-header.ts';
import { type CsvDialect, type CsvRecord, csvRecords } from '../../../../subgraphs/leads/import/csv-records.ts';
import { textLines } from '../../../../subgraphs/leads/import/text-lines.ts';

const read = async (text: string | Buffer, dialect: Partial<CsvDialect> = {}): Promise<CsvRecord[]> => {
  const records: CsvRecord[] = [];
  const source = Readable.from([Buffer.from(text as string)]);
  for await (const record of csvRecords(source, { delimiter: ',', ...dialect })) records.push(record);
  return records;
};

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
};

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
    const [, record] = await read('id;note\n1;a,b\n', { delimiter: ';' });
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
      for await (const record of csvRecords(Readable.from(chunks), { delimiter: ',' })) records.push(record);
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

describe('the encoding of a CSV file', () => {
  test('bytes that are no UTF-8 cost their own record alone', async () => {
    const broken = Buffer.concat([
      Buffer.from('id,name\n1,Zo\u00eb\n2,Caf'),
      Buffer.from([0xe9]),
      Buffer.from('\n3,"two\nlin'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('es"\n4,\ufffd is a character\n5,half '),
      Buffer.from([0xed, 0xa0, 0x80]),
    ]);
    const records = await read(broken);
    assert.deepEqual(
      records.map(({ cells: [id], fault }) => [id, fault]),
      [
        ['id', undefined],
        ['1', undefined],
        ['2', 'invalid utf-8 bytes'],
        ['3', 'invalid utf-8 bytes'],
        ['4', undefined],
        ['5', 'invalid utf-8 bytes'],
      ],
    );
  });

  test('another encoding is read when it is named', async () => {
    const cells = [
      ['id', 'name'],
      ['1', 'Caf\u00e9\r\nBar'],
      ['2', '\u0a0a \u0d0d'],
    ];
    const text = 'id,name\r\n1,"Caf\u00e9\r\nBar"\r2,\u0a0a \u0d0d\n';
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const [encoding, bytes] of [
      ['utf-16le', little],
      ['utf-16be', big],
    ] as const) {
      assert.deepEqual(
        (await read(bytes, { encoding })).map((record) => record.cells),
        cells,
        encoding,
      );
    }
    const [, arabic] = await read(Buffer.from([...Buffer.from('id\n'), 0xcf, 0xc8, 0xed]), {
      encoding: 'windows-1256',
    });
    assert.deepEqual(arabic?.cells, ['\u062f\u0628\u064a']);
  });

  test('half a character of UTF-16 costs its own record alone', async () => {
    const bytes = Buffer.from('id\n1\n\ud83d\n3\n', 'utf16le');
    const records = await read(bytes, { encoding: 'utf-16le' });
    assert.deepEqual(
      records.map(({ fault }) => fault !== undefined),
      [false, false, true, false],
    );
  });

  test('a line that never ends is refused before it fills the memory', async () => {
    let chunks = 0;
    const endless = Readable.from(
      (function* () {
        for (; chunks < 1_000; chunks++) yield Buffer.alloc(1_024 * 1_024, 'x');
      })(),
    );
    await assert.rejects(collect(csvRecords(endless, { delimiter: ',' })), { code: 'IMPORT_FILE_UNREADABLE' });
    assert.ok(chunks < 40, `${chunks} chunks were read`);
  });

  test('each byte of a long line is looked at once', async () => {
    let touched = 0;
    const chunk = Buffer.alloc(64, 'x');
    const counted = new Proxy(chunk, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) touched++;
        const value = Reflect.get(target, key, target) as unknown;
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    });
    const chunks = 500;
    const lines = textLines(Readable.from(Array.from({ length: chunks }, () => counted)), 'utf-8');
    const [line] = await collect(lines);
    assert.equal(line?.bytes, chunks * chunk.length);
    assert.equal(touched, chunks * chunk.length);
  });
});

describe('the header of an import', () => {
  const header = (line: string, needed: string[], further: string[] = []) =>
    readHeader({ row: 1, bytes: 0, cells: line.split(',') }, needed, further);

  test('a column that is read stands there once, others as often as they like', () => {
    assert.deepEqual(header('Id,x,x, Created ', ['Id', 'Created']), ['Id', 'x', 'x', 'Created']);
    assert.throws(() => header('Id,Name,Created,Name', ['Id', 'Name', 'Created']), {
      code: 'IMPORT_MAPPING_INVALID',
      message: 'file: found Name twice in the header, expected once',
    });
    assert.throws(() => header('lead_id,reason,Id,reason', ['lead_id'], ['reason']), {
      code: 'IMPORT_MAPPING_INVALID',
    });
  });

  test('a column is found however its accents are composed', () => {
    assert.deepEqual(header('Socie\u0301te\u0301', ['Soci\u00e9t\u00e9']), ['Soci\u00e9t\u00e9']);
  });
});
