import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { incompleteGamma } from '../../statistics/incomplete-gamma.ts';
import { assertClose } from '../support/data/close-to.ts';

describe('the incomplete gamma function', () => {
  it('has the values of SciPy, far into the tail', () => {
    const golden = [
      [0.5, 0.01, 0.11246291601828491, 0.887537083981715],
      [3, 2.9, 0.5540368014428195, 0.4459631985571805],
      [3, 50, 1, 2.509303552201055e-19],
      [25, 100, 1, 7.857610724654791e-20],
      [1000, 900, 0.0005499022657117818, 0.9994500977342882],
    ] as const;
    for (const [a, x, lower, upper] of golden) {
      assertClose(incompleteGamma(a, x).lower, lower, 1e-12);
      assertClose(incompleteGamma(a, x).upper, upper, 1e-12);
    }
  });

  it('has halves that sum to 1, and a lower one that grows with x', () => {
    const shape = fc.double({ min: 0.1, max: 5000, noNaN: true });
    const ratio = fc.double({ min: 0, max: 5, noNaN: true });
    fc.assert(
      fc.property(shape, ratio, ratio, (a, one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        const atLow = incompleteGamma(a, a * low);
        assert.ok(Math.abs(atLow.lower + atLow.upper - 1) < 1e-12);
        assert.ok(atLow.lower <= incompleteGamma(a, a * high).lower + 1e-12);
      }),
      { seed: 1 },
    );
  });

  it('has defined ends', () => {
    assert.deepEqual(incompleteGamma(2, 0), { lower: 0, upper: 1 });
    assert.deepEqual(incompleteGamma(2, Number.POSITIVE_INFINITY), { lower: 1, upper: 0 });
    assert.deepEqual(incompleteGamma(2, 1e300), { lower: 1, upper: 0 });
  });

  it('refuses a shape or an x that is out of range', () => {
    for (const [a, x] of [
      [0, 1],
      [-1, 1],
      [1, -1],
      [1, Number.NaN],
      [Number.NaN, 1],
    ] as const) {
      assert.throws(() => incompleteGamma(a, x), RangeError);
    }
  });
});
