import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AbArm, abResult, requireArms } from '../../../../../subgraphs/models/rollout/rules/ab-test.ts';

const arm = (name: string, more: Partial<AbArm> = {}): AbArm => ({
  name,
  weight: 0.5,
  exposed: 5000,
  matured: 4000,
  converted: 1200,
  ...more,
});

describe('the result of an A/B test', () => {
  it('The result of an A/B test is SUCCESS for a better treatment, FAILURE for a worse one', () => {
    const better = abResult([arm('control'), arm('treatment', { converted: 1500 })], 0);
    assert.equal(better.verdict, 'SUCCESS');
    assert.equal(better.comparisons[0]?.difference?.estimate.toFixed(6), '0.075000');
    assert.equal(abResult([arm('control'), arm('treatment', { converted: 900 })], 0).verdict, 'FAILURE');
    assert.equal(abResult([arm('control'), arm('treatment')], 0).verdict, 'INCONCLUSIVE');
  });

  it('The result of an A/B test is not trusted when the sizes of its arms contradict their weights', () => {
    const found = abResult([arm('control'), arm('treatment', { exposed: 5500, converted: 1500 })], 0);
    assert.equal(found.validity, 'SAMPLE_RATIO_MISMATCH');
    assert.ok(found.sampleRatio.pValue < 0.001);
    assert.equal(found.verdict, 'INCONCLUSIVE');
  });

  it('The result of an A/B test is not trusted when too many leads were in several arms', () => {
    const found = abResult([arm('control'), arm('treatment', { converted: 1500 })], 150);
    assert.equal(found.validity, 'MULTIPLE_EXPOSURE');
    assert.equal(found.multipleExposure, 0.015);
    assert.equal(found.verdict, 'INCONCLUSIVE');
    assert.equal(abResult([arm('control'), arm('treatment')], 50).validity, 'VALID');
  });

  it('The result of an A/B test divides its alpha among several treatments', () => {
    const treatment = arm('b', { converted: 1300 });
    const two = abResult([arm('a'), treatment], 0).comparisons[0]?.difference?.halfWidth as number;
    const three = abResult([arm('a'), treatment, arm('c')], 0).comparisons[0]?.difference?.halfWidth as number;
    assert.ok(three > two);
  });

  it('The result of an A/B test is inconclusive with few leads, or none', () => {
    const few = { exposed: 40, matured: 40 };
    const found = abResult([arm('a', { ...few, converted: 0 }), arm('b', { ...few, converted: 40 })], 0);
    assert.equal(found.verdict, 'INCONCLUSIVE');
    const none = { exposed: 0, matured: 0, converted: 0 };
    const empty = abResult([arm('a', none), arm('b', none)], 0);
    assert.deepEqual([empty.verdict, empty.validity, empty.multipleExposure], ['INCONCLUSIVE', 'VALID', 0]);
    assert.equal(empty.comparisons[0]?.difference, undefined);
  });
});

describe('the arms of an A/B test', () => {
  it('The arms of an A/B test are at least a control and a treatment, of different names, with weights that sum to 1', () => {
    requireArms([arm('a'), arm('b')]);
    for (const arms of [
      [],
      [arm('a', { weight: 1 })],
      [arm('a'), arm('a')],
      [arm('a'), arm('b', { weight: 0.4 })],
      [arm('a', { weight: 1 }), arm('b', { weight: 0 })],
      [arm('a'), arm('b', { weight: Number.NaN })],
    ]) {
      assert.throws(() => requireArms(arms), { code: 'ROLLOUT_INVALID' });
    }
  });
});
