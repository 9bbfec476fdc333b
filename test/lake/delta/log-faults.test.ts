import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { decodeActions, encodeActions } from '../../../lake/delta/log-text.ts';
import { LocalStorage } from '../../../lake/storage/local-storage.ts';
import { runSteps } from '../../../statistics/run-cooperatively.ts';
import { commitFile, readActions, truncateFile, writeCommit } from '../../support/lake/log-entries.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

async function openTable(t: TestContext) {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create([
    { name: 'id', type: 'long', nullable: false },
    { name: 'name', type: 'string', nullable: true },
  ]);
  for (let id = 1; id <= 3; id += 1) await table.append(`SELECT ${id}::BIGINT AS id`);
  return { lake, table, fresh: () => DeltaTable.at({ ...lake }, 'things') };
}

test('a commit that is cut, not JSON, empty or of other values is refused with its place', () => {
  const decode = (text: string | Uint8Array) => () =>
    runSteps(decodeActions(typeof text === 'string' ? new TextEncoder().encode(text) : text, 't/0.json'));
  const whole = new TextDecoder().decode(runSteps(encodeActions([{ txn: { appId: 'a', version: 1 } }])));
  for (let length = 0; length < whole.length - 1; length += 1)
    assert.throws(decode(whole.slice(0, length)), { code: 'LAKE_LOG_CORRUPT', message: /t\/0\.json/ });
  const faults = ['hello', '\n\n', '[]', '1', 'null', '{"add":{"path":"x"}}', '{"add":{"size":1}}', '{"metaData":{}}'];
  const paths = ['../x', 'a/../../x', '%2e%2e/x', '/etc/passwd', 's3://b/x', 'file:///x', 'a//b', '%zz', ''];
  const adds = paths.map((path) => JSON.stringify({ add: { path, size: 1, partitionValues: {}, dataChange: true } }));
  for (const text of [...faults, ...adds, `${whole}{"txn"`])
    assert.throws(decode(text), { code: 'LAKE_LOG_CORRUPT' }, text);
  assert.throws(decode(new Uint8Array([0x7b, 0xff, 0x7d])), { code: 'LAKE_LOG_CORRUPT' });
  assert.deepEqual(decode('{"unknown":{"a":1}}\n')(), [{ unknown: { a: 1 } }]);
});

test('a table with a commit that is cut is refused, by readers that know the table too, and written no further', async (t) => {
  const { lake, table, fresh } = await openTable(t);
  await writeCommit(lake.folder, 'things', 4, '{"add":{"path":"x.parquet","si');
  for (const reader of [table, fresh()]) {
    await assert.rejects(reader.snapshot(), { code: 'LAKE_LOG_CORRUPT', message: /0004\.json: line 1/ });
    await assert.rejects(reader.append('SELECT 1::BIGINT AS id'), { code: 'LAKE_LOG_CORRUPT' });
  }
  await rm(commitFile(lake.folder, 'things', 4));
  assert.equal((await table.append('SELECT 4::BIGINT AS id')).version, 4);
});

test('a log with a version missing is refused', async (t) => {
  const { lake, fresh } = await openTable(t);
  const second = await readFile(commitFile(lake.folder, 'things', 2));
  await rm(commitFile(lake.folder, 'things', 2));
  await assert.rejects(fresh().snapshot(), { code: 'LAKE_LOG_CORRUPT', message: /0002\.json/ });
  await writeFile(commitFile(lake.folder, 'things', 2), second);
  await rm(commitFile(lake.folder, 'things', 0));
  await assert.rejects(fresh().snapshot(), { code: 'LAKE_LOG_CORRUPT', message: /0000\.json/ });
});

test('a listing that shows a commit without the one before is taken once more', async (t) => {
  const { lake } = await openTable(t);
  const storage = new LocalStorage(lake.folder);
  const list = storage.list.bind(storage);
  let listings = 0;
  storage.list = async (folder, after) => {
    listings += 1;
    const files = await list(folder, after);
    return listings === 1 ? files.filter(({ path }) => !path.endsWith('0002.json')) : files;
  };
  const snapshot = await DeltaTable.at({ ...lake, storage }, 'things').snapshot();
  assert.deepEqual([snapshot?.version, snapshot?.rows, listings], [3, 3, 2]);
});

test('a log without schema or protocol is refused', async (t) => {
  const { lake, fresh } = await openTable(t);
  const actions = await readActions(lake.folder, 'things', 0);
  for (const kind of ['protocol', 'metaData']) {
    await writeCommit(
      lake.folder,
      'things',
      0,
      actions.filter((action) => !(kind in action)),
    );
    await assert.rejects(fresh().snapshot(), { code: 'LAKE_LOG_CORRUPT' }, kind);
  }
});

test('a schema that cannot be read is refused', async (t) => {
  const { lake, fresh } = await openTable(t);
  const [info, protocol, meta] = await readActions(lake.folder, 'things', 0);
  for (const schemaString of ['', 'null', '[]', '{"type":"struct"}', '{"fields":[{}]}']) {
    const metaData = { ...meta?.metaData, schemaString };
    await writeCommit(lake.folder, 'things', 0, [info ?? {}, protocol ?? {}, { metaData }]);
    await assert.rejects(fresh().snapshot(), { code: 'LAKE_LOG_CORRUPT' }, schemaString);
  }
});

test('a data file that is truncated, replaced or gone is refused with its name', async (t) => {
  const { lake, table } = await openTable(t);
  const [file] = (await table.snapshot())?.files ?? [];
  const path = join(lake.folder, 'things', file?.path ?? '');
  const whole = await readFile(path);
  await truncateFile(path, 0.5);
  await assert.rejects(tableRows(lake, 'things'), { code: 'LAKE_FILE_CORRUPT', message: /expected \d+/ });
  await writeFile(path, Buffer.alloc(whole.length, 7));
  await assert.rejects(tableRows(lake, 'things'), { code: 'LAKE_FILE_CORRUPT' });
  await rm(path);
  await assert.rejects(tableRows(lake, 'things'), { code: 'LAKE_FILE_MISSING' });
  const before = await table.snapshot();
  await assert.rejects(table.compact(), { code: 'LAKE_FILE_MISSING' });
  assert.equal((await table.snapshot())?.version, before?.version);
  await writeFile(path, whole);
  assert.equal((await tableRows(lake, 'things')).length, 3);
});

test('a table that was replaced by another in the same folder is read anew', async (t) => {
  const { lake, table } = await openTable(t);
  await rm(join(lake.folder, 'things'), { recursive: true });
  assert.equal(await table.snapshot(), undefined);
  await assert.rejects(table.append('SELECT 1::BIGINT AS id'), { code: 'LAKE_TABLE_NOT_FOUND' });
  await table.create([{ name: 'other', type: 'double', nullable: true }]);
  for (let count = 0; count < 5; count += 1)
    await DeltaTable.at({ ...lake }, 'things').append('SELECT 0.5::DOUBLE AS other');
  assert.deepEqual(await tableRows(lake, 'things'), Array(5).fill({ other: 0.5 }));
});
