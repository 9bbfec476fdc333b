import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { seededRandom } from '../../support/data/random.ts';
import { startAppendProcess } from '../../support/lake/append-process.ts';
import { temporaryLake } from '../../support/lake/temporary-lake.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const ROWS = 50;

async function openTable(t: TestContext) {
  const lake = await temporaryLake(t);
  const table = DeltaTable.at(lake, 'things');
  await table.create([
    { name: 'id', type: 'long', nullable: false },
    { name: 'writer', type: 'string', nullable: false },
    { name: 'value', type: 'double', nullable: false },
  ]);
  return { lake, table };
}

/** Batches of each writer that the table holds whole and once; anything else fails. */
async function storedBatches(lake: Lake, writer: string): Promise<readonly number[]> {
  const snapshot = await DeltaTable.at({ ...lake }, 'things').snapshot();
  assert.ok(snapshot);
  const { relation } = await snapshot.open();
  const rows = await lake.duckDb.use((connection) =>
    connection.rows(
      `SELECT (id // ${ROWS})::INTEGER AS batch, count(*)::INTEGER AS count, count(DISTINCT id)::INTEGER AS ids
       FROM ${relation} WHERE writer = '${writer}' GROUP BY ALL ORDER BY ALL`,
    ),
  );
  for (const { batch, count, ids } of rows) assert.deepEqual([count, ids], [ROWS, ROWS], `batch ${batch} of ${writer}`);
  return rows.map(({ batch }) => batch as number);
}

test('four processes that race to commit lose and double nothing', async (t) => {
  const { lake, table } = await openTable(t);
  const last = isThorough() ? 99 : 11;
  const names = ['a', 'b', 'c', 'd'];
  const writers = await Promise.all(
    names.map((name) => startAppendProcess(lake.folder, name, '0', String(last), String(ROWS))),
  );
  for (const writer of writers) writer.go();
  const compacting = table
    .compact()
    .catch((error: unknown) => assert.equal((error as { code?: string }).code, 'LAKE_COMMIT_CONFLICT'));
  for (const writer of writers) assert.equal((await writer.ended()).code, 0);
  await compacting;
  const expected = [...Array(last + 1).keys()];
  for (const name of names) assert.deepEqual(await storedBatches(lake, name), expected, name);
  const version = (await table.snapshot())?.version ?? 0;
  assert.ok(version === 4 * (last + 1) || version === 4 * (last + 1) + 1, String(version));
});

test('SIGKILL at random points loses and doubles nothing, and leaves orphans only, which vacuum removes', async (t) => {
  const { lake, table } = await openTable(t);
  const random = seededRandom(15);
  const acknowledged = new Set<number>();
  for (let trial = 0, first = 0; trial < (isThorough() ? 20 : 4); trial += 1) {
    const writer = await startAppendProcess(lake.folder, 'w', String(first), '99999', String(ROWS), '--txn');
    writer.go();
    // no wait for an outcome: the kill comes at any point of a commit
    await new Promise((resolve) => setTimeout(resolve, 20 + random.uniform() * 200));
    writer.kill();
    for (const batch of (await writer.ended()).batches.keys()) acknowledged.add(batch);
    const stored = await storedBatches(lake, 'w');
    assert.deepEqual(stored, [...stored.keys()], 'stored batches have no gap');
    assert.deepEqual(
      [...acknowledged].filter((batch) => !stored.includes(batch)),
      [],
      'acknowledged batches are stored',
    );
    // begins one batch too early: that one is a repeat
    first = Math.max(0, stored.length - 1);
  }
  const later = { ...lake, now: () => Date.now() + 169 * 3_600_000 };
  await DeltaTable.at(later, 'things').vacuum();
  const snapshot = await table.snapshot();
  const left = await readdir(join(lake.folder, 'things'), { recursive: true, withFileTypes: true });
  const files = left.filter(
    (entry) => entry.isFile() && !/\d{20}\.(json|checkpoint\.parquet)$|_last_checkpoint$/.test(entry.name),
  );
  assert.deepEqual(files.map(({ name }) => name).sort(), snapshot?.files.map(({ path }) => path).sort());
  assert.ok(acknowledged.size > 0);
});
