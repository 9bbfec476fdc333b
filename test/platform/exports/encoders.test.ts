import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { ExportColumn, ExportColumns } from '../../../platform/exports/export-column.ts';
import { ExportEncoder } from '../../../platform/exports/export-encoder.ts';
import type { ExportFormat } from '../../../platform/exports/export-format.ts';
import { ParquetEncoder } from '../../../platform/exports/parquet-encoder.ts';
import { readParquet, whyNoPyarrow } from '../../support/exports/parquet-python.ts';

const COLUMNS: readonly ExportColumn[] = [
  { name: 'id', type: 'text' },
  { name: 'count', type: 'integer' },
  { name: 'share', type: 'number' },
  { name: 'closed', type: 'boolean' },
  { name: 'at', type: 'time' },
];
const AT = Date.UTC(2026, 10, 22, 8, 30, 0, 123);
const PAGES: readonly ExportColumns[] = [
  [
    ['a', '=b"'],
    [1, -2],
    [0.1, -5e-7],
    [true, false],
    [AT, AT + 1],
  ],
  [
    [null, 'ü,;'],
    [null, 9_007_199_254_740_991],
    [null, 1],
    [null, true],
    [null, 0],
  ],
];

/** Encodes as an export does, in its thread. */
async function encode(format: ExportFormat, pages: readonly ExportColumns[]): Promise<Buffer> {
  const encoder = new ExportEncoder(format, COLUMNS);
  const chunks: Uint8Array[] = [];
  for (const page of pages) chunks.push(await encoder.encode(JSON.stringify(page)));
  chunks.push(await encoder.finish());
  await encoder.close();
  return Buffer.concat(chunks);
}

describe('the encoder of exports', () => {
  test('writes CSV with empty cells for missing values, numbers as numbers and times in UTC', async () => {
    const text = (await encode('csv', PAGES)).toString();
    assert.deepEqual(parse(text), [
      ['id', 'count', 'share', 'closed', 'at'],
      ['a', '1', '0.1', 'true', '2026-11-22T08:30:00.123Z'],
      [`'=b"`, '-2', '-5e-7', 'false', '2026-11-22T08:30:00.124Z'],
      ['', '', '', '', ''],
      ['ü,;', '9007199254740991', '1', 'true', '1970-01-01T00:00:00.000Z'],
    ]);
  });

  test('writes an object a line as JSON Lines, with the values as they are', async () => {
    const lines = (await encode('jsonl', PAGES)).toString().trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      [
        { id: 'a', count: 1, share: 0.1, closed: true, at: '2026-11-22T08:30:00.123Z' },
        { id: '=b"', count: -2, share: -5e-7, closed: false, at: '2026-11-22T08:30:00.124Z' },
        { id: null, count: null, share: null, closed: null, at: null },
        { id: 'ü,;', count: 9_007_199_254_740_991, share: 1, closed: true, at: '1970-01-01T00:00:00.000Z' },
      ],
    );
  });

  test('writes a file without rows in every format', async () => {
    assert.equal((await encode('csv', [])).toString(), 'id,count,share,closed,at\r\n');
    assert.equal((await encode('jsonl', [])).toString(), '');
    const parquet = (await encode('parquet', [])).toString('latin1');
    assert.deepEqual([parquet.slice(0, 4), parquet.slice(-4)], ['PAR1', 'PAR1']);
  });

  test('rejects what it cannot encode, and everything after it', async () => {
    const encoder = new ExportEncoder('csv', COLUMNS);
    await assert.rejects(encoder.encode('no JSON'), SyntaxError);
    await assert.rejects(encoder.finish(), SyntaxError);
  });

  test('rejects the request under way when it is closed', async () => {
    const encoder = new ExportEncoder('csv', COLUMNS);
    const rejected = assert.rejects(encoder.encode('[[],[],[],[],[]]'), /the thread of the export ended/);
    await encoder.close();
    await rejected;
  });

  const reason = whyNoPyarrow();
  test('writes Parquet that pyarrow reads, with typed columns', { skip: reason ?? false }, async () => {
    const { types, rows } = await readBytes(await encode('parquet', PAGES));
    assert.deepEqual(types, {
      id: 'string',
      count: 'int64',
      share: 'double',
      closed: 'bool',
      at: 'timestamp[ms, tz=UTC]',
    });
    assert.deepEqual(rows, [
      { id: 'a', count: 1, share: 0.1, closed: true, at: '2026-11-22T08:30:00.123000+00:00' },
      { id: '=b"', count: -2, share: -5e-7, closed: false, at: '2026-11-22T08:30:00.124000+00:00' },
      { id: null, count: null, share: null, closed: null, at: null },
      { id: 'ü,;', count: 9_007_199_254_740_991, share: 1, closed: true, at: '1970-01-01T00:00:00+00:00' },
    ]);
  });

  test('writes a row group of Parquet once it is full', { skip: reason ?? false }, async () => {
    const encoder = new ParquetEncoder([{ name: 'n', type: 'integer' }]);
    const numbers = (from: number): ExportColumns => [Array.from({ length: 15_000 }, (_, place) => from + place)];
    const sizes: number[] = [];
    const chunks: Uint8Array[] = [];
    for (const from of [0, 15_000, 30_000]) chunks.push(encoder.encode(numbers(from)));
    sizes.push(...chunks.map(({ length }) => length));
    chunks.push(encoder.finish());
    // the first bytes are the file's mark
    assert.deepEqual(
      sizes.map((size) => size > 4),
      [false, true, false],
    );
    const { rows, groups } = await readBytes(Buffer.concat(chunks));
    assert.equal(groups, 2);
    assert.deepEqual(
      rows.map(({ n }) => n),
      Array.from({ length: 45_000 }, (_, place) => place),
    );
  });
});

async function readBytes(bytes: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-parquet-'));
  const path = join(folder, 'file.parquet');
  await writeFile(path, bytes);
  const read = await readParquet(path);
  await rm(folder, { recursive: true });
  return read;
}
