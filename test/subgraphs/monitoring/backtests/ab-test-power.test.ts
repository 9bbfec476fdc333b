import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleSize } from '../../../../statistics/sample-size.ts';
import { abTestPower } from '../../../../subgraphs/monitoring/backtests/rules/ab-test-power.ts';

const PLAN = { trafficShare: 0.5, effect: 0.02, alpha: 0.05, power: 0.8 };
const OBSERVED = { baseline: 0.1, leadsPerDay: 20 };

test('Power of an A/B test takes the leads of the sample size formula, by the traffic share', () => {
  const even = abTestPower(PLAN, OBSERVED);
  const { control, treatment } = sampleSize({ baseline: 0.1, effect: 0.02 });
  assert.deepEqual([even.championLeads, even.versionLeads, even.leads], [control, treatment, control + treatment]);
  assert.deepEqual([even.sequentialLeads, even.days], [2 * even.leads, (2 * even.leads) / 20]);
  const small = abTestPower({ ...PLAN, trafficShare: 0.1 }, OBSERVED);
  assert.ok(Math.abs(small.versionLeads / small.leads - 0.1) < 1e-3);
  assert.ok(small.leads > even.leads);
});

test('Power of an A/B test needs more leads for a smaller effect and for more power', () => {
  const leads = (change: Partial<typeof PLAN>) => abTestPower({ ...PLAN, ...change }, OBSERVED).leads;
  assert.ok(leads({ effect: 0.01 }) > 3 * leads({}));
  assert.ok(leads({ power: 0.9 }) > leads({}));
  assert.ok(leads({ alpha: 0.01 }) > leads({}));
});

test('Power of an A/B test is refused for impossible plans', () => {
  for (const change of [
    { effect: 0 },
    { effect: 0.95 },
    { effect: -0.2 },
    { trafficShare: 1 },
    { power: 0 },
    { alpha: 2 },
  ])
    assert.throws(() => abTestPower({ ...PLAN, ...change }, OBSERVED), { code: 'VALIDATION_FAILED' });
});
