import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { computeFeatures } from '../../../lake/gold/compute-features.ts';
import { GOLD_FEATURES, GOLD_TRAINING_SET } from '../../../lake/gold/gold-tables.ts';
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
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';

const ROWS: Required<BronzeRows> = {
  leads: [
    leadEvent({ industry: 'TRADING', company_size: 12 }),
    leadEvent({ version: 2, valid_from: day(20), industry: 'TRADING', company_size: 12, stage: 'WON' }),
    leadEvent({ lead_id: 'lead-2', created_at: day(3) }),
    leadEvent({ lead_id: 'lead-3', created_at: day(30) }),
  ],
  interactions: [
    interactionEvent({ quantity: 3 }),
    interactionEvent({ interaction_id: 'visit-2', quantity: 4, occurred_at: day(8) }),
    interactionEvent({
      interaction_id: 'call-1',
      kind: 'CALL',
      occurred_at: day(9),
      duration_seconds: 0,
      quantity: null,
    }),
  ],
  outcomes: [outcomeEvent({})],
};

async function silver(lake: Lake, rows: BronzeRows = ROWS): Promise<void> {
  await appendBronze(lake, rows);
  await refreshSilver(lake);
}

test('Gold is not there before silver is', async (t) => {
  const lake = await temporaryLake(t);
  assert.deepEqual(await refreshGold(lake), {});
  assert.equal(await computeFeatures(lake, { asOf: day(9) }), undefined);
  await silver(lake, {});
  assert.deepEqual(await refreshGold(lake), { 'gold/features': 0, 'gold/training_set': 0 });
});

test('Gold has the features of every lead as of a time, and replaces those of another', async (t) => {
  const lake = { ...(await temporaryLake(t)), now: () => day(500) };
  await silver(lake);
  await refreshGold(lake, { asOf: day(25) });
  assert.equal((await refreshGold(lake, { asOf: day(10) }))['gold/features'], 2);
  const [first, second, ...others] = await tableRows(lake, 'gold/features', 'lead_id');
  assert.deepEqual(others, []);
  const { feature_digest, ...row } = first ?? {};
  assert.match(String(feature_digest), /^[0-9a-f]{32}$/);
  assert.deepEqual(row, {
    lead_id: 'lead-1',
    as_of: BigInt(day(10)),
    is_closed: false,
    company_size: 12,
    page_views: 7,
    website_visits: 2,
    time_on_site: 120,
    form_completion_time: null,
    email_opens: 0,
    email_clicks: 0,
    calls_connected: 0,
    call_time: 0,
    meetings: 0,
    interactions_7d: 2,
    days_since_interaction: 1,
    lead_age: 9,
    industry: 'TRADING',
    country: null,
    referral_source: null,
    licence_type: null,
    computed_at: BigInt(day(500)),
  });
  assert.deepEqual([second?.page_views, second?.lead_age, second?.days_since_interaction], [0, 7, null]);
});

test('Gold stays as it is while silver has nothing new, for as long as asked', async (t) => {
  let now = Date.now();
  const lake = { ...(await temporaryLake(t)), now: () => now };
  await silver(lake);
  const refresh = async () => Object.keys(await refreshGold(lake, { asOf: day(40), staleAfterMs: 1_000_000 }));
  const both = ['gold/features', 'gold/training_set'];
  assert.deepEqual(await refresh(), both);
  assert.deepEqual(await refresh(), []);
  await silver(lake, { interactions: [interactionEvent({ interaction_id: 'visit-3' })] });
  assert.deepEqual(await refresh(), both);
  assert.deepEqual(await refresh(), []);
  now += 2_000_000;
  assert.deepEqual(await refresh(), both);
});

test('The digest of features changes with what a model sees of a lead, and not with time alone', async (t) => {
  const lake = await temporaryLake(t);
  await silver(lake);
  const digestAt = async (asOf: number) => {
    await refreshGold(lake, { asOf });
    const [row] = await tableRows(lake, 'gold/features', 'lead_id');
    return [row?.feature_digest, row?.is_closed];
  };
  const [before] = await digestAt(day(9));
  assert.deepEqual(await digestAt(day(9) + 3_600_000), [before, false]);
  // the visit of day 2 leaves the last seven days
  const [later] = await digestAt(day(9) + 50_000_000);
  assert.equal(later, before);
  const [idle] = await digestAt(day(17));
  assert.notEqual(idle, before);
  // its stage is no feature
  assert.deepEqual(await digestAt(day(21)), [idle, true]);
});

test('The training set has a row for each lead whose end is known after its decision', async (t) => {
  const lake = await temporaryLake(t);
  const lead = (id: string, created = 1) => leadEvent({ lead_id: id, created_at: day(created) });
  const outcome = (id: string, at: number, given = {}) => outcomeEvent({ lead_id: id, occurred_at: day(at), ...given });
  await silver(lake, {
    leads: [
      ...['early', 'won', 'lost', 'silent', 'secret'].map((id) => lead(id)),
      lead('young', 60),
      leadEvent({ lead_id: 'lost', created_at: day(1), version: 2, valid_from: day(130), stage: 'MERGED' }),
    ],
    interactions: [2, 7, 9].map((at) =>
      interactionEvent({ lead_id: 'won', interaction_id: `${at}`, occurred_at: day(at) }),
    ),
    outcomes: [
      outcome('early', 8),
      outcome('won', 9),
      outcome('lost', 50, { result: 'LOST' }),
      // not yet recorded
      outcome('secret', 60, { recorded_at: day(120) }),
      // known at once, however young its decision
      outcome('young', 80),
    ],
  });
  const examples = async (asOf: number) => {
    await refreshGold(lake, { asOf, leadAges: [7], maturityDays: 90 });
    const rows = await tableRows(lake, 'gold/training_set', 'lead_id');
    return rows.map((row) => [row.lead_id, row.as_of, row.label, row.outcome_at, row.website_visits]);
  };
  const young = ['young', BigInt(day(67)), 1, BigInt(day(80)), 0];
  const decided = [
    ['lost', BigInt(day(8)), 0, BigInt(day(50)), 0],
    ['won', BigInt(day(8)), 1, BigInt(day(9)), 2],
    young,
  ];
  assert.deepEqual(await examples(day(98)), decided);
  const silent = (id: string) => [id, BigInt(day(8)), 0, null, 0];
  const matured = [decided[0], silent('secret'), silent('silent'), decided[1], young];
  assert.deepEqual(await examples(day(98) + 1), matured);
  const known = ['secret', BigInt(day(8)), 1, BigInt(day(60)), 0];
  assert.deepEqual(await examples(day(120)), [matured[0], known, ...matured.slice(2)]);
  // the lead that it was merged into has its facts
  assert.deepEqual(await examples(day(140)), [known, ...matured.slice(2)]);
});

test('A table whose columns have changed gets the new ones at its next refresh', async (t) => {
  const lake = await temporaryLake(t);
  for (const { path, columns } of [
    GOLD_FEATURES,
    GOLD_TRAINING_SET,
    { path: 'silver/leads', columns: GOLD_FEATURES.columns },
  ])
    await DeltaTable.at(lake, path).create([...columns.slice(0, 2), { name: 'old', type: 'string', nullable: true }]);
  await silver(lake);
  await refreshGold(lake, { asOf: day(40) });
  for (const { path, columns } of [GOLD_FEATURES, GOLD_TRAINING_SET])
    assert.deepEqual((await DeltaTable.at(lake, path).snapshot())?.schema, columns);
  assert.equal((await tableRows(lake, 'gold/features')).length, 3);
});

test('Features are computed for any time and any leads, equal to those of gold', async (t) => {
  const lake = { ...(await temporaryLake(t)), now: () => day(500) };
  await silver(lake);
  await refreshGold(lake, { asOf: day(31) });
  const computed = await computeFeatures(lake, { asOf: day(31), leadFilter: "industry = 'TRADING'" });
  assert.ok(computed);
  t.after(() => computed.release());
  const rows = await lake.duckDb.use((connection) => connection.rows(computed.query));
  assert.deepEqual(rows, (await tableRows(lake, 'gold/features', 'lead_id')).slice(0, 1));
  assert.deepEqual(Object.keys(computed.versions), ['silver/leads', 'silver/interactions', 'silver/outcomes']);
});
