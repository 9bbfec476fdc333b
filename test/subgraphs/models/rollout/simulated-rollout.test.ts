import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Behaviour,
  HEALTHY,
  type SimulatedRollout,
  type Simulation,
  simulateRollout,
} from '../../../support/rollouts/simulated-rollout.ts';
import { isThorough } from '../../../support/runner/thorough.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const steps = (holdMs: number) =>
  [0.1, 0.5, 1].map((trafficShare) => ({
    trafficShare,
    holdMs,
    minimumSamples: 100,
    needsApproval: trafficShare === 1,
  }));
// 100 requests per evaluation, at least 40 evaluations per step: a rollout that does not end early has at least 120
const BASE: Simulation = {
  champion: HEALTHY,
  challenger: HEALTHY,
  steps: steps(40 * MINUTE),
  requestsPerEvaluation: 100,
  maturityEvaluations: 5,
  evaluateEveryMs: MINUTE,
  evaluations: 150,
  seed: 0,
};

/** @param count of a thorough run; else a sixth of it */
const runs = (count: number, differing: Partial<Simulation>): readonly SimulatedRollout[] =>
  Array.from({ length: isThorough() ? count : Math.ceil(count / 6) }, (_, i) =>
    simulateRollout({ ...BASE, ...differing, seed: 1000 + i }),
  );
const challenger = (differing: Partial<Behaviour>) => ({ challenger: { ...HEALTHY, ...differing } });
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number;
const isRolledBack = ({ state }: SimulatedRollout) => state.status === 'ROLLED_BACK';

/** Checks that all are rolled back for this reason, and by the median within so many requests of the challenger. */
function assertDetected(found: readonly SimulatedRollout[], metric: string, withinRequests: number): void {
  for (const one of found) {
    assert.ok(isRolledBack(one), one.analysis.explanation);
    const failed = one.analysis.metrics.filter(({ verdict }) => verdict === 'FAILURE').map((failure) => failure.metric);
    assert.ok(failed.includes(metric as (typeof failed)[number]), failed.join());
  }
  const requests = median(found.map(({ challengerRequests }) => challengerRequests));
  assert.ok(requests <= withinRequests, `median ${requests} requests, expected ${withinRequests} at most`);
}

describe('simulated rollouts', () => {
  it('Simulated rollouts of an identical twin are rolled back in at most 5 % of all cases, each evaluated at least 99 times', () => {
    const found = runs(200, {});
    const rolledBack = found.filter(isRolledBack).length;
    assert.ok(rolledBack <= found.length / 20, `rolled back ${rolledBack} of ${found.length}`);
    for (const one of found) assert.ok(isRolledBack(one) || one.evaluations >= 99);
    // waiting forever would prove nothing
    const passed = found.filter(({ state }) => state.status === 'COMPLETED').length;
    assert.ok(passed >= 0.4 * found.length, `passed ${passed} of ${found.length} within 150 looks`);
  });

  it('Simulated rollouts of a twin that fails as often as the champion, beyond the limit, are not rolled back', () => {
    const failing = { ...HEALTHY, errorRate: 0.03, conversion: 0.03 };
    const found = runs(40, { champion: failing, challenger: failing, evaluations: 110 });
    assert.ok(found.filter(isRolledBack).length <= 2);
  });

  it('Simulated rollouts find a challenger that fails 5 % of requests within 500 of them, by the median', () => {
    assertDetected(runs(60, challenger({ errorRate: 0.05 })), 'ERROR_RATE', 500);
    const champion = { ...HEALTHY, errorRate: 0.01 };
    assertDetected(runs(60, { champion, ...challenger({ errorRate: 0.05 }) }), 'ERROR_RATE', 500);
  });

  it('Simulated rollouts find a challenger whose latencies have doubled', () => {
    assertDetected(runs(50, challenger({ medianMs: 2 * HEALTHY.medianMs })), 'LATENCY_P95', 200);
  });

  it('Simulated rollouts find a challenger whose scores have moved by one standard deviation', () => {
    assertDetected(runs(50, challenger({ scoreLogOdds: HEALTHY.scoreLogOdds + 1 })), 'SCORE_PSI', 300);
  });

  it('Simulated rollouts find a challenger that converts a third less, once outcomes are known', () => {
    const late = { steps: steps(200 * MINUTE), evaluations: 400, maturityEvaluations: 60 };
    assertDetected(runs(30, { ...late, ...challenger({ conversion: 0.2 }) }), 'CONVERSION', 1500);
  });

  it('Simulated rollouts with 30 leads a day wait, and forecast the time until a verdict', () => {
    const slow = {
      requestsPerEvaluation: 30,
      evaluateEveryMs: DAY,
      maturityEvaluations: 90,
      evaluations: 30,
      steps: steps(DAY),
    };
    for (const { state, analysis } of runs(10, slow)) {
      assert.deepEqual([state.status, state.step, analysis.verdict], ['RUNNING', 0, 'INCONCLUSIVE']);
      assert.match(analysis.explanation, /undecided, about \d+ more requests needed, \d+ days at the rate of now/);
    }
  });
});
