import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleRatioMismatch } from '../../statistics/sample-ratio.ts';
import { assertClose } from '../support/data/close-to.ts';
import { statisticsCases } from '../support/data/statistics-cases.ts';

describe('the test for sample-ratio mismatch', () => {
  for (const { name, observed, weights, expect } of statisticsCases('sampleRatioMismatch')) {
    it(`has the values of SciPy: ${name}`, () => {
      const found = sampleRatioMismatch(observed, weights);
      assertClose(found.statistic, expect.statistic);
      assert.equal(found.degreesOfFreedom, expect.degreesOfFreedom);
      assertClose(found.pValue, expect.pValue, 1e-6);
    });
  }

  it('does not depend on the sum of weights', () => {
    assertClose(sampleRatioMismatch([90, 20], [9, 1]).pValue, sampleRatioMismatch([90, 20], [0.9, 0.1]).pValue);
  });

  it('is certain of a mismatch when an arm of weight 0 holds subjects', () => {
    const found = sampleRatioMismatch([50, 50, 1], [0.5, 0.5, 0]);
    assert.deepEqual(found, { statistic: Number.POSITIVE_INFINITY, degreesOfFreedom: 1, pValue: 0 });
  });

  it('finds none without subjects and in a single arm', () => {
    assert.equal(sampleRatioMismatch([0, 0], [0.5, 0.5]).pValue, 1);
    assert.equal(sampleRatioMismatch([7], [1]).pValue, 1);
  });

  it('refuses weights that are all 0, negative, or not one per arm', () => {
    assert.throws(() => sampleRatioMismatch([1, 1], [0, 0]), RangeError);
    assert.throws(() => sampleRatioMismatch([1, 1], [1, -1]), RangeError);
    assert.throws(() => sampleRatioMismatch([1, 1], [1]), RangeError);
    assert.throws(() => sampleRatioMismatch([], []), RangeError);
  });
});
