import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { erfc, normalCdf, normalQuantile } from '../../statistics/normal-distribution.ts';
import { assertClose } from '../support/data/close-to.ts';

describe('the normal distribution', () => {
  it('has the erfc of SciPy, in the tail with all digits', () => {
    const golden = [
      [-0.5, 1.5204998778130465],
      [0, 1],
      [0.1, 0.8875370839817152],
      [2, 0.004677734981047266],
      [10, 2.0884875837625446e-45],
      [26, 5.663192408856145e-296],
    ] as const;
    for (const [x, expected] of golden) assertClose(erfc(x), expected, 1e-12, `erfc(${x})`);
  });

  it('has the quantiles of SciPy', () => {
    const golden = [
      [1e-300, -37.0470962993612],
      [1e-10, -6.361340902404056],
      [0.025, -1.9599639845400545],
      [0.3, -0.5244005127080409],
      [0.5, 0],
      [0.9, 1.2815515655446004],
    ] as const;
    for (const [p, expected] of golden) assertClose(normalQuantile(p), expected, 1e-12, `quantile ${p}`);
    assert.equal(normalQuantile(0), Number.NEGATIVE_INFINITY);
    assert.equal(normalQuantile(1), Number.POSITIVE_INFINITY);
  });

  it('finds back the share of a quantile', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.999, noNaN: true }), (p) =>
        assertClose(normalCdf(normalQuantile(p)), p, 1e-12),
      ),
      { seed: 1 },
    );
  });

  it('refuses a share outside 0–1 and what is not a number', () => {
    for (const p of [-0.1, 1.1, Number.NaN]) assert.throws(() => normalQuantile(p), RangeError);
    assert.throws(() => erfc(Number.NaN), RangeError);
  });
});
