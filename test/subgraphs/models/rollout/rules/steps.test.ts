import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  DEFAULT_STEPS,
  type RolloutStrategy,
  requireSteps,
} from '../../../../../subgraphs/models/rollout/rules/steps.ts';

const steps = (...shares: readonly number[]) =>
  shares.map((trafficShare) => ({ trafficShare, holdMs: 1000, minimumSamples: 10, needsApproval: false }));

describe('steps of a rollout', () => {
  it('Steps of a rollout are by default 10 %, 50 % and after an approval 100 % for a canary', () => {
    const found = requireSteps('CANARY', DEFAULT_STEPS.CANARY);
    assert.deepEqual(
      found.map(({ trafficShare }) => trafficShare),
      [0.1, 0.5, 1],
    );
    assert.deepEqual(
      found.map(({ needsApproval }) => needsApproval),
      [false, false, true],
    );
    for (const strategy of Object.keys(DEFAULT_STEPS) as RolloutStrategy[]) {
      assert.deepEqual(requireSteps(strategy, DEFAULT_STEPS[strategy]), DEFAULT_STEPS[strategy]);
    }
  });

  it('Steps of a rollout need an approval before all traffic, requested or not', () => {
    assert.deepEqual(
      requireSteps('CANARY', steps(0.2, 1)).map(({ needsApproval }) => needsApproval),
      [false, true],
    );
    assert.equal(requireSteps('IMMEDIATE', steps(1))[0]?.needsApproval, true);
    assert.equal(requireSteps('SHADOW', steps(1))[0]?.needsApproval, false);
  });

  it('Steps of a rollout are refused when shares shrink, repeat, are out of range or do not end at 1', () => {
    const refused: readonly [RolloutStrategy, readonly number[], RegExp][] = [
      ['CANARY', [], /found shares none, expected at least one step/],
      ['CANARY', [0.5, 0.1, 1], /found shares 0.5, 0.1, 1, expected each share above the one before/],
      ['CANARY', [0.1, 0.1, 1], /each share above/],
      ['CANARY', [0.1, 0.5], /expected 1 at the end/],
      ['CANARY', [0, 1], /step 1: found traffic share 0/],
      ['CANARY', [0.1, 1.5], /step 2: found traffic share 1.5/],
      ['CANARY', [Number.NaN, 1], /step 1: found traffic share NaN/],
      ['AB_TEST', [1], /a share below 1/],
      ['AB_TEST', [0.1, 0.5], /expected one step/],
      ['IMMEDIATE', [0.5], /expected 1 at the end/],
    ];
    for (const [strategy, shares, message] of refused) {
      assert.throws(() => requireSteps(strategy, steps(...shares)), { code: 'ROLLOUT_INVALID', message });
    }
  });

  it('Steps of a rollout are refused with invalid hold times or samples', () => {
    const one = { trafficShare: 1, holdMs: 0, minimumSamples: 0, needsApproval: true };
    for (const odd of [
      { holdMs: -1 },
      { holdMs: Number.POSITIVE_INFINITY },
      { minimumSamples: 1.5 },
      { minimumSamples: -1 },
    ]) {
      assert.throws(() => requireSteps('IMMEDIATE', [{ ...one, ...odd }]), { code: 'ROLLOUT_INVALID' });
    }
  });
});
