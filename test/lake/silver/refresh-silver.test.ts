import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lake } from '../../../lake/delta/lake.ts';
import { refreshSilver } from '../../../lake/silver/refresh-silver.ts';
import {
  appendBronze,
  type BronzeRow,
  day,
  interactionEvent,
  leadEvent,
  outcomeEvent,
} from '../../support/lake/bronze-rows.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

const FOREVER = 2n ** 63n - 1n;

/** Some columns of the rows of a table, in their order. */
async function read(lake: Lake, path: string, ...columns: readonly string[]): Promise<unknown[][]> {
  const order = columns.join(', ');
  return (await tableRows(lake, path, order)).map((row) => columns.map((column) => row[column]));
}

test('Silver is empty, and is there, before bronze has rows', async (t) => {
  const lake = await temporaryLake(t);
  assert.deepEqual(await refreshSilver(lake), {});
  assert.deepEqual(await tableRows(lake, 'silver/leads'), []);
  await appendBronze(lake, {});
  assert.deepEqual(await refreshSilver(lake), {});
  assert.deepEqual(await tableRows(lake, 'silver/rejects'), []);
});

test('Versions of a lead follow each other without overlap or hole, in whatever order they come', async (t) => {
  const lake = await temporaryLake(t);
  const version = (number: number, at: number, industry: string) =>
    leadEvent({ version: number, transaction_id: number, valid_from: day(at), industry });
  await appendBronze(lake, { leads: [version(4, 9, 'D'), version(2, 3, 'B')] });
  await refreshSilver(lake);
  // two versions of one millisecond: the last stays
  await appendBronze(lake, { leads: [version(1, 1, 'A'), version(3, 9, 'C'), leadEvent({ lead_id: 'lead-2' })] });
  await refreshSilver(lake);
  assert.deepEqual(await read(lake, 'silver/leads', 'lead_id', 'valid_from', 'valid_until', 'industry', 'version'), [
    ['lead-1', BigInt(day(1)), BigInt(day(3)), 'A', 1],
    ['lead-1', BigInt(day(3)), BigInt(day(9)), 'B', 2],
    ['lead-1', BigInt(day(9)), FOREVER, 'D', 4],
    ['lead-2', BigInt(day(1)), FOREVER, null, 1],
  ]);
});

test('An event that comes twice is there once, and a refresh without news writes nothing', async (t) => {
  const lake = await temporaryLake(t);
  const rows = { leads: [leadEvent({})], interactions: [interactionEvent({})], outcomes: [outcomeEvent({})] };
  await appendBronze(lake, rows);
  await appendBronze(lake, rows);
  const first = await refreshSilver(lake);
  assert.deepEqual(first, { 'silver/leads': 1, 'silver/interactions': 1, 'silver/outcomes': 1, 'silver/rejects': 0 });
  await appendBronze(lake, rows);
  const second = await refreshSilver(lake);
  assert.deepEqual(second, { 'silver/leads': 1, 'silver/interactions': 0, 'silver/outcomes': 0, 'silver/rejects': 0 });
  assert.deepEqual(await refreshSilver(lake), {});
});

test('Of several interactions or outcomes with one key the one that came first stays', async (t) => {
  const lake = await temporaryLake(t);
  const visits = (ingested: number, ...quantities: readonly number[]) =>
    quantities.map((quantity) => interactionEvent({ quantity, transaction_id: quantity, ingested_at: day(ingested) }));
  await appendBronze(lake, {
    leads: [leadEvent({})],
    interactions: visits(400, 8, 7, 9),
    outcomes: [outcomeEvent({ transaction_id: 5 }), outcomeEvent({ transaction_id: 4, result: 'LOST' })],
  });
  await refreshSilver(lake);
  await appendBronze(lake, { interactions: visits(401, 1), outcomes: [outcomeEvent({ transaction_id: 3 })] });
  await refreshSilver(lake);
  assert.deepEqual(await read(lake, 'silver/interactions', 'interaction_id', 'quantity'), [['visit-1', 7]]);
  assert.deepEqual(await read(lake, 'silver/outcomes', 'lead_id', 'result'), [['lead-1', 'LOST']]);
});

test('A person who comes twice is a duplicate of the earliest lead; nothing is merged', async (t) => {
  const lake = await temporaryLake(t);
  const lead = (number: number, given: BronzeRow) =>
    leadEvent({ lead_id: `lead-${number}`, created_at: day(number), valid_from: day(number), ...given });
  await appendBronze(lake, {
    leads: [
      lead(3, { email: ' Sara.N@Example.COM\u200b' }),
      lead(2, { email: 'sara.n@example.com', phone: '+971 50 123 4567' }),
      lead(4, { phone: '00971501234567' }),
      lead(5, { email: 'other@example.com', phone: null }),
      // no longer hers
      lead(1, { email: 'sara.n@example.com' }),
      lead(1, { email: 'omar@example.com', version: 2, valid_from: day(2) }),
    ],
  });
  await refreshSilver(lake);
  assert.deepEqual(await read(lake, 'silver/leads', 'lead_id', 'version', 'email_key', 'phone_key', 'duplicate_of'), [
    ['lead-1', 1, 'sara.n@example.com', null, null],
    ['lead-1', 2, 'omar@example.com', null, null],
    ['lead-2', 1, 'sara.n@example.com', '971501234567', null],
    ['lead-3', 1, 'sara.n@example.com', null, 'lead-2'],
    ['lead-4', 1, null, '971501234567', 'lead-2'],
    ['lead-5', 1, 'other@example.com', null, null],
  ]);
});

test('A row that breaks a rule is kept with the rule and the value found', async (t) => {
  const lake = await temporaryLake(t);
  await appendBronze(lake, {
    leads: [leadEvent({}), leadEvent({ lead_id: 'lead-2', stage: 'SOLD' })],
    interactions: [
      interactionEvent({ interaction_id: 'a', duration_seconds: -5 }),
      interactionEvent({ interaction_id: 'b', recorded_at: day(2) - 30_000 }),
      interactionEvent({ interaction_id: 'c', recorded_at: day(2) - 30_001 }),
      interactionEvent({ interaction_id: 'd', lead_id: 'lead-2' }),
    ],
    outcomes: [outcomeEvent({ result: 'LOST', revenue: 12.5 })],
  });
  await refreshSilver({ ...lake, now: () => day(401) });
  assert.deepEqual(await read(lake, 'silver/rejects', 'source_table', 'row_key', 'rule', 'found', 'rejected_at'), [
    ['bronze/interaction_events', '["1","lead-1","a"]', 'DURATION_SECONDS_NEGATIVE', '-5', BigInt(day(401))],
    ['bronze/interaction_events', '["1","lead-1","c"]', 'OCCURRED_AFTER_RECORDED', String(day(2)), BigInt(day(401))],
    ['bronze/interaction_events', '["1","lead-2","d"]', 'LEAD_UNKNOWN', 'lead-2', BigInt(day(401))],
    ['bronze/lead_events', '["1","lead-2","1"]', 'STAGE_UNKNOWN', 'SOLD', BigInt(day(401))],
    ['bronze/outcome_events', '["1","lead-1"]', 'REVENUE_OF_LOST', '12.5', BigInt(day(401))],
  ]);
  const [row] = (await tableRows(lake, 'silver/rejects', 'row_key')).map((reject) => JSON.parse(String(reject.row)));
  assert.deepEqual([row.interaction_id, row.duration_seconds, row.note], ['a', '-5', null]);
  assert.deepEqual(await read(lake, 'silver/interactions', 'interaction_id'), [['b']]);
});
