import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { expiredLogFiles } from '../../../lake/delta/clean-log.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { LocalStorage } from '../../../lake/storage/local-storage.ts';
import { commitFile, setModified, truncateFile } from '../../support/lake/log-entries.ts';
import { writeSampleTable } from '../../support/lake/sample-table.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

/** The sample in a lake, and the same folder seen by a reader that knows nothing yet. */
async function openSample(t: TestContext) {
  const lake = await temporaryLake(t);
  await writeSampleTable(lake, 'sample');
  const log = join(lake.folder, 'sample/_delta_log');
  return { lake, log, fresh: () => ({ ...lake }) };
}

async function deleteCommits(folder: string, through: number): Promise<void> {
  for (let version = 0; version <= through; version += 1) await rm(commitFile(folder, 'sample', version));
}

const CHECKPOINT = '00000000000000000010.checkpoint.parquet';

test('a checkpoint holds the state: the table is the same without the commits before it', async (t) => {
  const { lake, fresh } = await openSample(t);
  const expected = await tableRows(lake, 'sample', 'id');
  assert.equal(expected.length, 260);
  await deleteCommits(lake.folder, 9);
  const reader = fresh();
  assert.deepEqual(await tableRows(reader, 'sample', 'id'), expected);
  const [ours, theirs] = [
    await DeltaTable.at(lake, 'sample').snapshot(),
    await DeltaTable.at(reader, 'sample').snapshot(),
  ];
  assert.deepEqual(theirs?.files, ours?.files);
  assert.deepEqual(theirs?.metaData, ours?.metaData);
  assert.deepEqual(theirs?.state.removed.size, ours?.state.removed.size);
  assert.equal(theirs?.txnVersion('sample'), 3);
});

const DAMAGES: Readonly<Record<string, (file: string) => Promise<void>>> = {
  truncated: (file) => truncateFile(file, 0.5),
  empty: (file) => truncateFile(file, 0),
  'another file': (file) => writeFile(file, 'not Parquet'),
  gone: (file) => rm(file),
};

test('a damaged checkpoint is passed over for the commits, and without them the log is refused', async (t) => {
  const { lake, log, fresh } = await openSample(t);
  const expected = await tableRows(lake, 'sample', 'id');
  for (const damage of Object.values(DAMAGES)) {
    await damage(join(log, CHECKPOINT));
    assert.deepEqual(await tableRows(fresh(), 'sample', 'id'), expected);
  }
  await deleteCommits(lake.folder, 9);
  await assert.rejects(tableRows(fresh(), 'sample'), { code: 'LAKE_LOG_CORRUPT' });
});

test('a damaged hint at the newest checkpoint is passed over', async (t) => {
  const { log, fresh } = await openSample(t);
  for (const hint of ['', '{"vers', '{"version":"x"}', '{"version":99}', '[]']) {
    await writeFile(join(log, '_last_checkpoint'), hint);
    assert.equal((await DeltaTable.at(fresh(), 'sample').snapshot())?.version, 16, hint);
  }
});

test('a checkpoint of several parts is read, and passed over when a part is missing', async (t) => {
  const { lake, log, fresh } = await openSample(t);
  const expected = await tableRows(lake, 'sample', 'id');
  const part = (index: number) => join(log, `00000000000000000010.checkpoint.000000000${index}.0000000002.parquet`);
  const source = `read_parquet('${join(log, CHECKPOINT)}')`;
  await lake.duckDb.use(async (connection) => {
    await connection.run(`COPY (SELECT * FROM ${source} WHERE add IS NULL) TO '${part(1)}'`);
    // another writer's columns, more and fewer than ours
    await connection.run(
      `COPY (SELECT add, NULL::STRUCT(x INTEGER) AS other FROM ${source} WHERE add IS NOT NULL) TO '${part(2)}'`,
    );
  });
  await rm(join(log, CHECKPOINT));
  const commits = await Promise.all(
    [...Array(10).keys()].map((version) => readFile(commitFile(lake.folder, 'sample', version))),
  );
  await deleteCommits(lake.folder, 9);
  assert.deepEqual(await tableRows(fresh(), 'sample', 'id'), expected);
  await rm(part(2));
  await assert.rejects(tableRows(fresh(), 'sample'), { code: 'LAKE_LOG_CORRUPT' });
  for (const [version, bytes] of commits.entries()) await writeFile(commitFile(lake.folder, 'sample', version), bytes);
  assert.deepEqual(await tableRows(fresh(), 'sample', 'id'), expected);
});

test('a checkpoint that cannot be written leaves the commit and is reported', async (t) => {
  const faults: unknown[] = [];
  const lake = await temporaryLake(t, { onUpkeepFault: (_table, error) => faults.push(error) });
  const failing = Object.assign(new LocalStorage(lake.folder), { stage: lake.storage.stage.bind(lake.storage) });
  failing.replace = async () => {
    throw new Error('no room');
  };
  const writer = { ...lake, storage: failing };
  const table = DeltaTable.at(writer, 'things');
  await table.create([{ name: 'id', type: 'long', nullable: false }]);
  for (let id = 1; id <= 10; id += 1) await table.append(`SELECT ${id}::BIGINT AS id`);
  assert.match(String(faults), /no room/);
  assert.equal((await tableRows(lake, 'things')).length, 10);
});

test('files of the log expire before the newest checkpoint that is old enough', () => {
  const file = (name: string, modifiedAt: number) => ({ path: `t/_delta_log/${name}`, bytes: 1, modifiedAt });
  const files = [...Array(31).keys()].flatMap((version) => {
    const digits = String(version).padStart(20, '0');
    const commit = file(`${digits}.json`, version * 100);
    return version % 10 === 0 ? [file(`${digits}.checkpoint.parquet`, version * 100 + 1), commit] : [commit];
  });
  const expired = (before: number) => expiredLogFiles(files, before).length;
  assert.deepEqual([0, 1_001, 1_002, 2_500, 9_000].map(expired), [0, 0, 11, 22, 33]);
});

test('expired files of the log are deleted with a checkpoint, and versions since stay readable', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create([{ name: 'id', type: 'long', nullable: false }], {
    properties: { 'delta.logRetentionDuration': 'interval 2 days' },
  });
  const append = (id: number) => table.append(`SELECT ${id}::BIGINT AS id`);
  for (let id = 1; id <= 19; id += 1) await append(id);
  const log = join(lake.folder, 'things/_delta_log');
  for (const name of await readdir(log)) await setModified(join(log, name), Date.now() - 3 * 86_400_000);
  await append(20);
  const names = (await readdir(log)).sort();
  assert.equal(names[0], '00000000000000000010.checkpoint.parquet');
  assert.equal((await tableRows(lake, 'things')).length, 20);
  assert.equal((await tableRows(lake, 'things', 'ALL', { version: 12 })).length, 12);
  await assert.rejects(table.snapshot({ version: 9 }), { code: 'LAKE_VERSION_NOT_FOUND', message: /10 to 20/ });
});
