import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeltaColumn } from '../../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

const COLUMNS: readonly DeltaColumn[] = [
  { name: 'id', type: 'long', nullable: false },
  { name: 'name', type: 'string', nullable: true },
];

test('a table is created once, and is absent before', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'bronze/things');
  assert.equal(await table.snapshot(), undefined);
  await Promise.all([table.create(COLUMNS), table.create(COLUMNS)]);
  const snapshot = await table.snapshot();
  assert.deepEqual([snapshot?.version, snapshot?.rows, snapshot?.schema], [0, 0, COLUMNS]);
  assert.deepEqual(await tableRows(lake, 'bronze/things'), []);
});

test('an append is seen, and a repeated one writes nothing', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create(COLUMNS);
  const txn = { appId: 'feed', version: 7 };
  assert.deepEqual(await table.append("SELECT 1 AS id, 'a' AS name", { txn }), {
    version: 1,
    rows: 1,
    isRepeat: false,
  });
  assert.deepEqual(await table.append("SELECT 2 AS id, 'b' AS name", { txn }), { version: 1, rows: 0, isRepeat: true });
  const snapshot = await table.snapshot();
  assert.deepEqual([snapshot?.version, snapshot?.rows, snapshot?.txnVersion('feed')], [1, 1, 7]);
  assert.deepEqual(await tableRows(lake, 'things'), [{ id: 1n, name: 'a' }]);
});

test('an overwrite replaces all rows, and the version before stays readable', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create(COLUMNS);
  await table.append("SELECT 1 AS id, 'a' AS name");
  assert.equal((await table.overwrite('SELECT range AS id FROM range(3)')).rows, 3);
  assert.deepEqual(
    await tableRows(lake, 'things'),
    [0n, 1n, 2n].map((id) => ({ id, name: null })),
  );
  assert.deepEqual(await tableRows(lake, 'things', 'ALL', { version: 1 }), [{ id: 1n, name: 'a' }]);
});

test('a partitioned table gives its partitions back, null and odd characters included', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'parts');
  await table.create(COLUMNS, { partitionBy: ['name'] });
  const names = ['a', null, 'x y/ü%=#?', 'NULL', "it's"];
  const values = names.map((name, id) => `(${id}, ${name === null ? 'NULL' : `'${name.replace("'", "''")}'`})`);
  await table.append(`SELECT id, name FROM (VALUES ${values}) t(id, name)`);
  assert.deepEqual(
    (await tableRows(lake, 'parts', 'id')).map(({ name }) => name),
    names,
  );
  assert.equal((await table.snapshot())?.files.length, 5);
});

test('opening a table that has not changed costs one listing, and reads nothing', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create(COLUMNS);
  for (let id = 0; id < 12; id += 1) await table.append(`SELECT ${id} AS id`);
  await table.snapshot();
  const calls: string[] = [];
  for (const name of ['list', 'read', 'local', 'walk'] as const) {
    const call = lake.storage[name].bind(lake.storage) as (...args: unknown[]) => never;
    const counted = (...args: unknown[]) => {
      calls.push(name);
      return call(...args);
    };
    Object.assign(lake.storage, { [name]: counted });
  }
  assert.equal((await table.snapshot())?.version, 12);
  assert.deepEqual(calls, ['list']);
});
