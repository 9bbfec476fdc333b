import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decisionAgeDays } from '../../../../lake/gold/decision-age.ts';
import type { BacktestPlan } from '../../../../subgraphs/scores/backtest/rules/backtest.ts';
import { decisionsOf } from '../../../../subgraphs/scores/backtest/rules/decision-time.ts';

const DAY = 86_400_000;
const PLAN: BacktestPlan = { decisionTime: 'LEAD_AGE', leadAges: [2], from: 10 * DAY, until: 20 * DAY };
const lead = (given: object) => ({ leadId: 'lead-1', createdAt: 10 * DAY, endedAt: null, scoredAt: [], ...given });

test('Ages of leads at their decision have the given quantiles', () => {
  const quantiles = [0, 1, 1, 10, 40];
  const ages = Array.from({ length: 20_000 }, (_, i) => decisionAgeDays(`lead-${i}`, quantiles)).sort((a, b) => a - b);
  for (const [i, quantile] of quantiles.entries()) {
    const found = ages[Math.min(ages.length - 1, Math.floor((i * ages.length) / 4))] as number;
    assert.ok(Math.abs(found - quantile) < 0.6, `quantile ${i}: found ${found}, expected ${quantile}`);
  }
});

test('One age is that of every lead, and an age never leaves the distribution', () => {
  const ascending = fc
    .array(fc.double({ min: 0, max: 3_650, noNaN: true }), { minLength: 1, maxLength: 20 })
    .map((ages) => ages.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(fc.string(), ascending, (leadId, ages) => {
      const age = decisionAgeDays(leadId, ages);
      assert.ok(age >= (ages[0] as number) && age <= (ages.at(-1) as number));
      if (ages.length === 1) assert.equal(age, ages[0]);
    }),
  );
});

test('Decisions lie within the window and before the lead ended', () => {
  assert.deepEqual(decisionsOf(lead({}), PLAN), [{ leadId: 'lead-1', asOf: 12 * DAY }]);
  assert.deepEqual(decisionsOf(lead({ createdAt: 8 * DAY - 1 }), PLAN), []);
  assert.deepEqual(decisionsOf(lead({ createdAt: 18 * DAY }), PLAN), []);
  assert.deepEqual(decisionsOf(lead({ endedAt: 12 * DAY }), PLAN), []);
  assert.equal(decisionsOf(lead({ endedAt: 12 * DAY + 1 }), PLAN).length, 1);
});

test('Decisions at recorded scores are those within the window, oldest first', () => {
  const scoredAt = [9 * DAY, 10 * DAY, 15 * DAY, 20 * DAY];
  const times = decisionsOf(lead({ scoredAt }), { ...PLAN, decisionTime: 'RECORDED_SCORES' }).map(({ asOf }) => asOf);
  assert.deepEqual(times, [10 * DAY, 15 * DAY]);
});
