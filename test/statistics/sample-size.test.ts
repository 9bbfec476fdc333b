import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleSize } from '../../statistics/sample-size.ts';

describe('sample size for two proportions', () => {
  it('is that of the formula of Fleiss', () => {
    assert.deepEqual(sampleSize({ baseline: 0.1, effect: 0.02 }), { control: 3841, treatment: 3841 });
    assert.deepEqual(sampleSize({ baseline: 0.3, effect: -0.03 }), { control: 3554, treatment: 3554 });
    const uneven = sampleSize({ baseline: 0.1, effect: 0.02, alpha: 0.01, power: 0.9, ratio: 0.25 });
    assert.deepEqual(uneven, { control: 17897, treatment: 4475 });
  });

  it('grows as the effect shrinks and the power rises', () => {
    const size = (effect: number, power: number) => sampleSize({ baseline: 0.2, effect, power }).control;
    assert.ok(size(0.01, 0.8) > size(0.02, 0.8));
    assert.ok(size(0.02, 0.9) > size(0.02, 0.8));
  });

  it('refuses an effect of 0 and rates outside 0–1', () => {
    for (const plan of [
      { baseline: 0.1, effect: 0 },
      { baseline: 0, effect: 0.1 },
      { baseline: 0.9, effect: 0.1 },
      { baseline: 0.1, effect: 0.1, power: 1 },
      { baseline: 0.1, effect: 0.1, ratio: 0 },
    ]) {
      assert.throws(() => sampleSize(plan), RangeError);
    }
  });
});
