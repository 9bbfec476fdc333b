import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Lake } from '../../../lake/delta/lake.ts';
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
import { isThorough } from '../../support/runner/thorough.ts';

const TABLES = ['silver/leads', 'silver/interactions', 'silver/outcomes', 'silver/rejects'];

// few keys, so that they meet
const leadId = fc.constantFrom('a', 'b', 'c', 'd');
/** An event has one content, however often it comes: values follow from its key. */
const drawFrom =
  (...key: readonly number[]) =>
  <T>(...values: readonly T[]): T =>
    values[key.reduce((sum, part, index) => sum + part * (2 * index + 3), 0) % values.length] as T;
const lead = fc
  .tuple(leadId, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 }))
  .map(([id, version, at]) => {
    const draw = drawFrom(version, at, id.charCodeAt(0));
    return leadEvent({
      lead_id: id,
      version,
      transaction_id: version,
      created_at: day(1),
      valid_from: day(at),
      email: draw(null, 'x@y', 'X@Y ', 'z@y', 'nobody'),
      phone: draw(null, '+971501234567', '00971501234567'),
      stage: draw('NEW', 'WON', 'NEW', 'NEW', 'NEW', 'NEW', 'SOLD'),
    });
  });
const transaction = fc.integer({ min: 1, max: 6 });
const interaction = fc
  .tuple(leadId, fc.constantFrom('i', 'j'), transaction)
  .map(([lead_id, interaction_id, transaction_id]) => {
    const draw = drawFrom(lead_id.charCodeAt(0), interaction_id.charCodeAt(0), transaction_id);
    const content = { occurred_at: day(draw(2, 3, 4)), duration_seconds: draw(null, 5, 6, -5) };
    return interactionEvent({ lead_id, interaction_id, transaction_id, ...content });
  });
const outcome = fc.tuple(leadId, transaction).map(([lead_id, transaction_id]) => {
  const draw = drawFrom(lead_id.charCodeAt(0), transaction_id);
  return outcomeEvent({ lead_id, transaction_id, occurred_at: day(draw(0, 2, 3, 4, 5)) });
});
const batch = fc.record({
  leads: fc.array(lead, { maxLength: 4 }),
  interactions: fc.array(interaction, { maxLength: 4 }),
  outcomes: fc.array(outcome, { maxLength: 2 }),
});

/** Rows as they arrive: of one batch at one time. */
function arriving(batches: readonly Required<BronzeRows>[]): readonly Required<BronzeRows>[] {
  return batches.map(({ leads, interactions, outcomes }, index) => {
    const at = { ingested_at: day(400) + index };
    const arrived = (rows: Required<BronzeRows>['leads']) => rows.map((row) => ({ ...row, ...at }));
    return { leads: arrived(leads), interactions: arrived(interactions), outcomes: arrived(outcomes) };
  });
}

async function readSilver(lake: Lake): Promise<unknown> {
  const tables = TABLES.map(async (path) => [
    path,
    (await tableRows(lake, path)).map(({ rejected_at, ...row }) => row),
  ]);
  return Object.fromEntries(await Promise.all(tables));
}

test('Silver is the same, however its events came, and rebuilt', async (t) => {
  const runs = isThorough() ? 20 : 3;
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 2, maxLength: 4 }), async (batches) => {
      const [stepwise, once] = [await temporaryLake(t), await temporaryLake(t)];
      const rows = arriving(batches);
      for (const arrived of rows) {
        await appendBronze(stepwise, arrived);
        await refreshSilver(stepwise);
      }
      await refreshSilver(stepwise);
      const all = (table: keyof BronzeRows) => rows.flatMap((arrived) => arrived[table]);
      await appendBronze(once, { leads: all('leads'), interactions: all('interactions'), outcomes: all('outcomes') });
      await refreshSilver(once);
      const expected = await readSilver(once);
      assert.deepEqual(await readSilver(stepwise), expected);
      await refreshSilver(stepwise, { rebuild: true });
      assert.deepEqual(await readSilver(stepwise), expected);
    }),
    { numRuns: runs, seed: 15, endOnFailure: true, includeErrorInReport: true },
  );
});
