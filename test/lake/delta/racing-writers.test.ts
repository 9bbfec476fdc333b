import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { seededRandom } from '../../support/data/random.ts';
import { startAppendProcess } from '../../support/lake/append-process.ts';
import { temporaryLake } from '../../support/lake/temporary-lake.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const ROWS = 50;
const WEEK_AND_HOUR_MS = 169 * 3_600_000;

/** Batches of a writer that the table holds whole and once; anything else fails. */
async function storedBatches(lake: Lake, writer: string): Promise<readonly number[]> {
  const snapshot = await DeltaTable.at({ ...lake }, 'things').snapshot();
  assert.ok(snapshot);
  const { relation, release } = await snapshot.open();
  const rows = await lake.duckDb.use((connection) =>
    connection.rows(
      `SELECT (id // ${ROWS})::INTEGER AS batch, count(*)::INTEGER AS count, count(DISTINCT id)::INTEGER AS ids
       FROM ${relation} WHERE writer = '${writer}' GROUP BY ALL ORDER BY ALL`,
    ),
  );
  await release();
  for (const { batch, count, ids } of rows) assert.deepEqual([count, ids], [ROWS, ROWS], `batch ${batch} of ${writer}`);
  return rows.map(({ batch }) => batch as number);
}

/** Files of data, and temporary ones. */
async function listFiles(lake: Lake): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const { path } of lake.storage.walk('things'))
    if (!/\/(\d{20}\.(json|checkpoint\.parquet)|_last_checkpoint)$/.test(path))
      paths.push(path.slice('things/'.length));
  return paths.sort();
}

async function openTable(t: TestContext) {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create([
    { name: 'id', type: 'long', nullable: false },
    { name: 'writer', type: 'string', nullable: false },
    { name: 'value', type: 'double', nullable: false },
  ]);
  return { lake, table, url: lake.folder };
}

test('four processes that race to commit lose and double nothing', async (t) => {
  const { lake, table, url } = await openTable(t);
  const last = isThorough() ? 49 : 7;
  const names = ['a', 'b', 'c', 'd'];
  const args = [String(last), String(ROWS)];
  const writers = await Promise.all(names.map((name) => startAppendProcess(url, name, '0', ...args)));
  for (const writer of writers) writer.go();
  const compacted = await table.compact().catch((error: { code?: string }) => {
    assert.equal(error.code, 'LAKE_COMMIT_CONFLICT');
    return { rows: 0 };
  });
  for (const writer of writers) assert.equal((await writer.ended()).code, 0);
  for (const name of names) assert.deepEqual(await storedBatches(lake, name), [...Array(last + 1).keys()], name);
  assert.equal((await table.snapshot())?.version, 4 * (last + 1) + (compacted.rows > 0 ? 1 : 0));
});

test('SIGKILL at random points loses and doubles nothing, and leaves orphans only, which vacuum removes', async (t) => {
  const { lake, table, url } = await openTable(t);
  const random = seededRandom(15);
  const acknowledged = new Set<number>();
  for (let trial = 0, first = 0; trial < (isThorough() ? 20 : 3); trial += 1) {
    const writer = await startAppendProcess(url, 'w', String(first), '99999', String(ROWS), '--txn');
    writer.go();
    // at any point of a commit, of the first or of a later one
    await writer.committed(trial % 3);
    await pause(20 + random.uniform() * 100);
    writer.kill();
    for (const batch of (await writer.ended()).batches.keys()) acknowledged.add(batch);
    const stored = await storedBatches(lake, 'w');
    assert.deepEqual(stored, [...stored.keys()], 'stored batches have no gap');
    assert.deepEqual(
      [...acknowledged].filter((batch) => !stored.includes(batch)),
      [],
      'acknowledged ones are stored',
    );
    // begins one batch too early: that one is a repeat
    first = Math.max(0, stored.length - 1);
  }
  await DeltaTable.at({ ...lake, now: () => Date.now() + WEEK_AND_HOUR_MS }, 'things').vacuum();
  const files = (await table.snapshot())?.files ?? [];
  assert.deepEqual(await listFiles(lake), files.map(({ path }) => path).sort());
});
