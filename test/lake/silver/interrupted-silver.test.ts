import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lake } from '../../../lake/delta/lake.ts';
import { refreshGold } from '../../../lake/gold/refresh-gold.ts';
import { refreshSilver } from '../../../lake/silver/refresh-silver.ts';
import {
  appendBronze,
  type BronzeRows,
  day,
  interactionEvent,
  leadEvent,
  outcomeEvent,
} from '../../support/lake/bronze-rows.ts';
import { failingStorage } from '../../support/lake/failing-storage.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const TABLES = [
  'silver/leads',
  'silver/interactions',
  'silver/outcomes',
  'silver/rejects',
  'gold/features',
  'gold/training_set',
];

/** Facts first, whose lead comes with the second batch; and rows that break a rule. */
const BATCHES: readonly BronzeRows[] = [
  {
    leads: [leadEvent({}), leadEvent({ lead_id: 'lead-3', stage: 'SOLD' })],
    interactions: [
      interactionEvent({}),
      interactionEvent({ lead_id: 'lead-2' }),
      interactionEvent({ interaction_id: 'x', quantity: -1 }),
    ],
    outcomes: [outcomeEvent({ lead_id: 'lead-2', occurred_at: day(0) }), outcomeEvent({})],
  },
  {
    leads: [leadEvent({ lead_id: 'lead-2' }), leadEvent({ version: 2, valid_from: day(5), industry: 'MEDIA' })],
    interactions: [interactionEvent({ interaction_id: 'visit-2' }), interactionEvent({})],
  },
];

async function refresh(lake: Lake): Promise<void> {
  await refreshSilver(lake);
  await refreshGold(lake, { asOf: day(120) });
}

async function readTables(lake: Lake): Promise<unknown> {
  return await Promise.all(
    TABLES.map(async (path) => [
      path,
      (await tableRows(lake, path)).map(({ rejected_at, computed_at, ...row }) => row),
    ]),
  );
}

async function expectedTables(lake: Lake): Promise<unknown> {
  for (const batch of BATCHES) {
    await appendBronze(lake, batch);
    await refresh(lake);
  }
  return await readTables(lake);
}

test('A refresh that ends at any of its writes loses and doubles nothing', async (t) => {
  const expected = await expectedTables(await temporaryLake(t));
  let ends = 0;
  // a step of 1 tries every write
  for (let at = 1, isDone = false; !isDone; at += isThorough() ? 1 : 7) {
    const lake = await temporaryLake(t);
    isDone = true;
    for (const batch of BATCHES) {
      await appendBronze(lake, batch);
      const ending = { ...lake, storage: failingStorage(lake.storage, at) };
      await refresh(ending).catch((error: unknown) => {
        assert.match(String(error), /the process ended/);
        isDone = false;
        ends += 1;
      });
    }
    // another process, which has read nothing yet
    await refresh({ ...lake });
    assert.deepEqual(await readTables(lake), expected, `ended at write ${at}`);
  }
  assert.ok(ends >= 4, `${ends} refreshes ended`);
});

test('Of refreshes at once some may fail, and nothing is lost or doubled', async (t) => {
  const expected = await expectedTables(await temporaryLake(t));
  const lake = await temporaryLake(t);
  for (const batch of BATCHES) {
    await appendBronze(lake, batch);
    const racing = await Promise.allSettled([1, 2, 3].map(() => refresh({ ...lake })));
    for (const result of racing)
      if (result.status === 'rejected') assert.match(String(result.reason.code), /LAKE_COMMIT_CONFLICT/);
  }
  await refresh({ ...lake });
  assert.deepEqual(await readTables(lake), expected);
});
