import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkColumns, type DeltaColumn } from '../../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { SAMPLE_COLUMNS, sampleRows } from '../../support/lake/sample-table.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

const COLUMNS: readonly DeltaColumn[] = [
  { name: 'id', type: 'long', nullable: false },
  { name: 'size', type: 'double', nullable: true },
  { name: 'name', type: 'string', nullable: true },
];

async function openTable(t: TestContext, columns = COLUMNS, partitionBy: readonly string[] = []) {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create(columns, { partitionBy });
  return { lake, table };
}

test('a query whose columns or types do not fit is refused before anything is written', async (t) => {
  const { lake, table } = await openTable(t);
  const refused: Readonly<Record<string, RegExp>> = {
    "SELECT 'a' AS id": /id: found VARCHAR, expected BIGINT/,
    'SELECT 1::HUGEINT AS id': /id: found HUGEINT/,
    'SELECT 1.5::DOUBLE AS id': /id: found DOUBLE/,
    "SELECT 1 AS id, '1' AS size": /size: found VARCHAR, expected DOUBLE/,
    'SELECT 1 AS id, 1::BIGINT AS size': /size: found BIGINT/,
    'SELECT 1 AS id, 2 AS other, 3 AS more': /other: no such column; more: no such column/,
    'SELECT 1::DOUBLE AS size': /id: found no such column/,
    'SELECT 1 AS id, [1] AS name': /name: found INTEGER\[\]/,
    'SELECT 1 AS id, 2 AS id': /found a column twice|no such column/,
    'SELECT NULL::BIGINT AS id': /column id: found 1 nulls, expected none/,
  };
  for (const [query, message] of Object.entries(refused)) {
    await assert.rejects(table.append(query), { code: 'LAKE_SCHEMA_MISMATCH', message }, query);
    await assert.rejects(table.overwrite(query), { code: 'LAKE_SCHEMA_MISMATCH', message }, query);
  }
  await assert.rejects(table.append("SELECT 1 AS id, error('stop')::VARCHAR AS name"), /stop/);
  assert.deepEqual(await readdir(join(lake.folder, 'things')), ['_delta_log']);
  assert.equal((await table.snapshot())?.version, 0);
});

test('types that fit without loss are widened, columns are matched by name, and those that lack are null', async (t) => {
  const { lake, table } = await openTable(t);
  await table.append("SELECT 'b' AS name, 2::TINYINT AS id, 0.5::FLOAT AS size");
  await table.append("SELECT 3 AS id, 'x'::ENUM('x', 'y') AS name");
  assert.deepEqual(await tableRows(lake, 'things', 'id'), [
    { id: 2n, size: 0.5, name: 'b' },
    { id: 3n, size: null, name: 'x' },
  ]);
});

test('new columns are added on request, and are null in the rows before', async (t) => {
  const { lake, table } = await openTable(t);
  await table.append('SELECT 1 AS id');
  await table.append("SELECT 2 AS id, 'x' AS added, 1.50::DECIMAL(5,2) AS price", { addColumns: true });
  await table.append('SELECT 3 AS id');
  const rows = await tableRows({ ...lake }, 'things', 'id');
  assert.deepEqual(
    rows.map(({ added }) => added),
    [null, 'x', null],
  );
  const added = (await table.snapshot())?.schema.slice(3);
  assert.deepEqual(added, [
    { name: 'added', type: 'string', nullable: true },
    { name: 'price', type: 'decimal(5,2)', nullable: true },
  ]);
  await assert.rejects(table.append('SELECT 4 AS id, [1] AS list', { addColumns: true }), /list: found INTEGER\[\]/);
  await assert.rejects(table.append('SELECT 4 AS id, 1 AS "a b"', { addColumns: true }), RangeError);
  assert.equal((await table.snapshot())?.version, 3);
});

test('a column that was added and that no file has is null', async (t) => {
  const { lake, table } = await openTable(t);
  await table.append('SELECT 1 AS id');
  await table.append("SELECT 2 AS id, 'x' AS added WHERE false", { addColumns: true });
  assert.deepEqual(await tableRows(lake, 'things'), [{ id: 1n, size: null, name: null, added: null }]);
});

test('an overwrite can replace the columns', async (t) => {
  const { lake, table } = await openTable(t);
  await table.append('SELECT 1 AS id');
  await table.overwrite('SELECT 0.5::FLOAT AS score', { schema: [{ name: 'score', type: 'float', nullable: false }] });
  assert.deepEqual(await tableRows(lake, 'things'), [{ score: 0.5 }]);
  assert.deepEqual(await tableRows(lake, 'things', 'ALL', { version: 1 }), [{ id: 1n, size: null, name: null }]);
});

test('a column of a partition that takes no null refuses one', async (t) => {
  const columns: readonly DeltaColumn[] = [...COLUMNS, { name: 'day', type: 'date', nullable: false }];
  const { table } = await openTable(t, columns, ['day']);
  await table.append("SELECT 1 AS id, DATE '2024-02-29' AS day");
  const append = table.append('SELECT 1 AS id, NULL::DATE AS day');
  await assert.rejects(append, { code: 'LAKE_SCHEMA_MISMATCH', message: /day: found 1 nulls/ });
});

test('columns of a new table are checked', () => {
  const column = (name: string, type = 'long') => ({ name, type, nullable: true }) as DeltaColumn;
  for (const columns of [[], [column('a b')], [column('a'), column('A')], [column('a', 'money')], [column('a=')]])
    assert.throws(() => checkColumns(columns, []), RangeError);
  assert.throws(() => checkColumns([column('a')], ['b']), RangeError);
  assert.throws(() => checkColumns([column('a')], ['a']), RangeError);
  assert.throws(() => checkColumns([column('a'), column('b', 'double')], ['b']), RangeError);
  checkColumns([column('a'), column('ä#?%'), column('_p', 'date')], ['_p']);
});

test('every type comes back as it was written, partitioned by each that can be', async (t) => {
  const lake = await temporaryLake(t);
  const read = (source: string) =>
    lake.duckDb.use((connection) =>
      connection.rows(`SELECT * REPLACE (a_double::VARCHAR AS a_double) FROM ${source} ORDER BY id`),
    );
  const expected = await read(`(${sampleRows(0, 30)})`);
  const parts = ['part', 'a_long', 'an_integer', 'a_short', 'a_byte', 'a_boolean', 'a_date'];
  for (const partitionBy of [[], ['part'], parts]) {
    const table = DeltaTable.at(lake, `sample-${partitionBy.length}`);
    await table.create(SAMPLE_COLUMNS, { partitionBy });
    await table.append(sampleRows(0, 30));
    const opened = await (await table.snapshot())?.open();
    assert.deepEqual(await read(opened?.relation ?? ''), expected);
  }
});
