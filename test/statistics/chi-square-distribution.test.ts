import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chiSquareQuantile, chiSquareTail } from '../../statistics/chi-square-distribution.ts';
import { assertClose } from '../support/data/close-to.ts';

describe('the χ² distribution', () => {
  it('has the tails of SciPy', () => {
    const golden = [
      [7.056, 1, 0.007900019690822041],
      [100, 3, 1.5541594313896026e-21],
      [0.001, 1, 0.9747728793699604],
      [10230, 10000, 0.05275088692149508],
    ] as const;
    for (const [statistic, degrees, expected] of golden) assertClose(chiSquareTail(statistic, degrees), expected, 1e-9);
  });

  it('has the quantiles of SciPy', () => {
    const golden = [
      [0.99, 9, 21.665994333461924],
      [0.99, 1, 6.6348966010212145],
      [0.5, 3, 2.3659738843753377],
      [1e-10, 3, 5.20939762143448e-7],
      [0.95, 1e6, 1002327.310781219],
    ] as const;
    for (const [p, degrees, expected] of golden) assertClose(chiSquareQuantile(p, degrees), expected, 1e-9);
  });

  it('finds back the tail of a quantile', () => {
    const degrees = fc.double({ min: 0.5, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), degrees, (p, k) =>
        assertClose(chiSquareTail(chiSquareQuantile(p, k), k), 1 - p, 1e-9),
      ),
      { seed: 1 },
    );
  });

  it('is always 0 without degrees of freedom', () => {
    assert.equal(chiSquareTail(0, 0), 1);
    assert.equal(chiSquareTail(1, 0), 0);
    assert.equal(chiSquareQuantile(0.99, 0), 0);
  });

  it('has defined ends', () => {
    assert.equal(chiSquareTail(Number.POSITIVE_INFINITY, 3), 0);
    assert.equal(chiSquareTail(1e300, 3), 0);
    assert.equal(chiSquareQuantile(1, 3), Number.POSITIVE_INFINITY);
    assert.equal(chiSquareQuantile(0, 3), 0);
  });

  it('refuses what is out of range', () => {
    assert.throws(() => chiSquareTail(-1, 1), RangeError);
    assert.throws(() => chiSquareTail(Number.NaN, 1), RangeError);
    assert.throws(() => chiSquareQuantile(1.5, 1), RangeError);
    assert.throws(() => chiSquareQuantile(0.5, -1), RangeError);
  });
});
