import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { planBins } from '../../../lake/delta/compact-table.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { tableProperties } from '../../../lake/delta/table-properties.ts';
import { commitFile, setModified } from '../../support/lake/log-entries.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;

async function openTable(t: TestContext, partitionBy: readonly string[] = []) {
  const base = await temporaryLake(t);
  const lake = { ...base, at: Date.now(), now: () => lake.at };
  const table = DeltaTable.at(lake, 'things');
  await table.create(
    [
      { name: 'id', type: 'long', nullable: false },
      { name: 'part', type: 'string', nullable: true },
    ],
    { partitionBy },
  );
  return { lake, table };
}

const row = (id: number, part = 'a') => `SELECT ${id}::BIGINT AS id, '${part}' AS part`;

test('a compaction puts small files of a partition together, keeps the rows and is no change of data', async (t) => {
  const { lake, table } = await openTable(t, ['part']);
  for (let id = 0; id < 8; id += 1) await table.append(row(id, id % 3 === 0 ? 'a' : 'b'));
  await table.append(row(8, 'alone'));
  const before = await tableRows(lake, 'things', 'id');
  assert.deepEqual(await table.compact(), { version: 10, rows: 8, isRepeat: false });
  const snapshot = await table.snapshot();
  assert.deepEqual([snapshot?.files.length, snapshot?.rows], [3, 9]);
  assert.deepEqual(await tableRows(lake, 'things', 'id'), before);
  assert.equal((await table.compact()).version, 10);
});

test('bins hold each small file once, of one partition, and no more than the target', () => {
  const file = fc.record({
    path: fc.uuid(),
    bytes: fc.nat(120),
    rows: fc.constant(1),
    part: fc.constantFrom('a', 'b', null),
  });
  fc.assert(
    fc.property(fc.uniqueArray(file, { selector: ({ path }) => path }), (files) => {
      const given = files.map(({ part, ...rest }) => ({ ...rest, partitionValues: { part } }));
      const bins = planBins(given, 100);
      const paths = bins.flat().map(({ path }) => path);
      assert.equal(new Set(paths).size, paths.length);
      for (const bin of bins) {
        assert.ok(bin.length > 1);
        assert.ok(bin.reduce((sum, { bytes }) => sum + bytes, 0) <= 100);
        assert.equal(new Set(bin.map(({ partitionValues }) => partitionValues.part)).size, 1);
      }
    }),
  );
});

test('a vacuum deletes what no version within the retention has, and nothing else', async (t) => {
  const { lake, table } = await openTable(t);
  const folder = join(lake.folder, 'things');
  await table.append(row(1));
  await table.overwrite(row(2));
  await writeFile(join(folder, 'part-orphan.parquet'), 'left by a writer that was killed');
  await writeFile(join(folder, '_delta_log/_staging-x'), 'left by a commit that was killed');
  await writeFile(join(folder, '_other'), 'of somebody else');
  const all = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
  const count = await all();
  assert.deepEqual(await table.vacuum(), { files: 0, bytes: 0 });
  lake.at += WEEK_MS + HOUR_MS;
  assert.equal((await table.vacuum({ isDryRun: true })).files, 3);
  assert.equal(await all(), count);
  assert.equal((await table.vacuum()).files, 3);
  assert.equal(await all(), count - 3);
  assert.deepEqual(await tableRows(lake, 'things'), [{ id: 2n, part: 'a' }]);
  await assert.rejects(tableRows(lake, 'things', 'ALL', { version: 1 }), { code: 'LAKE_FILE_MISSING' });
});

test('a vacuum keeps a file that was removed within the retention, however old it is', async (t) => {
  const { lake, table } = await openTable(t);
  await table.append(row(1));
  lake.at += 4 * WEEK_MS;
  await table.overwrite(row(2));
  lake.at += WEEK_MS - HOUR_MS;
  await table.vacuum();
  assert.deepEqual(await tableRows(lake, 'things', 'ALL', { version: 1 }), [{ id: 1n, part: 'a' }]);
});

test('a vacuum with a shorter retention than the table has is refused', async (t) => {
  const { lake, table } = await openTable(t);
  await assert.rejects(table.vacuum({ retentionMs: WEEK_MS - 1 }), { code: 'LAKE_RETENTION_TOO_SHORT' });
  const other = DeltaTable.at(lake, 'other');
  const properties = { 'delta.deletedFileRetentionDuration': 'interval 0 hours' };
  await other.create([{ name: 'id', type: 'long', nullable: false }], { properties });
  await assert.rejects(other.vacuum({ retentionMs: HOUR_MS - 1 }), { code: 'LAKE_RETENTION_TOO_SHORT' });
  assert.equal((await other.vacuum({ retentionMs: HOUR_MS })).files, 0);
});

test('properties of a table are those of Delta, with its defaults', () => {
  const of = (configuration: Record<string, string>) => tableProperties({ configuration });
  const defaults = {
    checkpointInterval: 10,
    logRetentionMs: 30 * 24 * HOUR_MS,
    fileRetentionMs: WEEK_MS,
    isAppendOnly: false,
  };
  assert.deepEqual(of({}), defaults);
  const odd = {
    'delta.checkpointInterval': '0',
    'delta.logRetentionDuration': 'soon',
    'delta.deletedFileRetentionDuration': '',
  };
  assert.deepEqual(of(odd), defaults);
  const set = {
    'delta.checkpointInterval': '3',
    'delta.logRetentionDuration': 'interval 1 day 12 hours',
    'delta.deletedFileRetentionDuration': 'INTERVAL 2 WEEKS',
    'delta.appendOnly': 'true',
  };
  assert.deepEqual(of(set), {
    checkpointInterval: 3,
    logRetentionMs: 36 * HOUR_MS,
    fileRetentionMs: 2 * WEEK_MS,
    isAppendOnly: true,
  });
});

test('a table for appends only refuses an overwrite, and can be compacted', async (t) => {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create([{ name: 'id', type: 'long', nullable: false }], { properties: { 'delta.appendOnly': 'true' } });
  await table.append('SELECT 1 AS id');
  await table.append('SELECT 2 AS id');
  await assert.rejects(table.overwrite('SELECT 3 AS id'), { code: 'LAKE_APPEND_ONLY' });
  assert.equal((await table.compact()).rows, 2);
});

test('a time finds the version that was the newest then, clocks that went back included', async (t) => {
  const { lake, table } = await openTable(t);
  for (let id = 1; id <= 4; id += 1) await table.append(row(id));
  const times = [1_000, 3_000, 2_000, 3_001, 9_000];
  for (const [version, time] of times.entries()) await setModified(commitFile(lake.folder, 'things', version), time);
  const at = async (asOf: number) => (await table.snapshot({ asOf }))?.version;
  await assert.rejects(at(999), { code: 'LAKE_VERSION_NOT_FOUND', message: /1970-01-01T00:00:01.000Z or later/ });
  const found = await Promise.all([1_000, 2_999, 3_000, 3_001, 3_002, 8_999, 9_000, 1e12].map(at));
  assert.deepEqual(found, [0, 0, 1, 2, 3, 3, 4, 4]);
  assert.equal((await DeltaTable.at({ ...lake }, 'things').snapshot({ version: 3 }))?.updatedAt, 3_002);
  await assert.rejects(table.snapshot({ version: 5 }), { code: 'LAKE_VERSION_NOT_FOUND', message: /0 to 4/ });
  await assert.rejects(table.snapshot({ version: -1 }), { code: 'LAKE_VERSION_NOT_FOUND' });
  assert.equal(await DeltaTable.at(lake, 'none').snapshot({ asOf: 5_000 }), undefined);
  assert.equal(await DeltaTable.at(lake, 'none').snapshot({ version: 5 }), undefined);
});
