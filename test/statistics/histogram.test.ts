import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countBins, referenceEdges, smoothedShares, totalOf } from '../../statistics/histogram.ts';
import { moments } from '../../statistics/moments.ts';
import { quantile } from '../../statistics/quantile.ts';
import { sortNumbers } from '../../statistics/sorted-numbers.ts';
import { assertClose } from '../support/data/close-to.ts';
import { statisticsCases } from '../support/data/statistics-cases.ts';

const windows = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });

describe('bins of a numeric feature', () => {
  for (const { name, reference, current, expect } of statisticsCases('numeric')) {
    it(`are those of NumPy: ${name}`, () => {
      const edges = referenceEdges(sortNumbers(reference));
      assert.deepEqual(edges, expect.psi.edges);
      assert.deepEqual(countBins(sortNumbers(reference), edges), expect.psi.referenceCounts);
      assert.deepEqual(countBins(sortNumbers(current), edges), expect.psi.currentCounts);
    });
  }

  it('hold every value once, whatever the window', () => {
    fc.assert(
      fc.property(windows, windows, (reference, current) => {
        const counts = countBins(sortNumbers(current), referenceEdges(sortNumbers(reference)));
        assert.equal(totalOf(counts), current.length);
      }),
      { seed: 1 },
    );
  });

  it('are two for a constant reference, the value in the upper one', () => {
    const reference = sortNumbers([4, 4, 4]);
    assert.deepEqual(countBins(reference, referenceEdges(reference)), [0, 3]);
  });

  it('need a reference', () => {
    assert.throws(() => referenceEdges(sortNumbers([])), RangeError);
  });
});

describe('smoothed shares', () => {
  it('are all positive and sum to 1', () => {
    assert.deepEqual(smoothedShares([0, 3]), [0.125, 0.875]);
    assert.deepEqual(smoothedShares([0, 0]), [0.5, 0.5]);
  });

  it('refuse counts that are none', () => {
    for (const counts of [[], [-1], [Number.NaN], [Number.POSITIVE_INFINITY]]) {
      assert.throws(() => smoothedShares(counts), RangeError);
    }
  });
});

describe('quantiles', () => {
  it('interpolate as NumPy does', () => {
    const sorted = sortNumbers([10, 1, 3, 2, 4]);
    [
      [0, 1],
      [0.1, 1.4],
      [0.33, 2.32],
      [0.5, 3],
      [0.9, 7.6],
      [1, 10],
    ].forEach(([q, expected]) => {
      assertClose(quantile(sorted, q as number), expected as number);
    });
  });

  it('lie between the extremes and grow with q, also at the ends of the range of doubles', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(windows, share, share, (values, one, other) => {
        const sorted = sortNumbers(values);
        const low = quantile(sorted, Math.min(one, other)) as number;
        const high = quantile(sorted, Math.max(one, other)) as number;
        assert.ok(low >= (sorted[0] as number) && high <= (sorted.at(-1) as number));
        assert.ok(low <= high || Math.abs(low - high) <= 1e-12 * Math.abs(low), `${low} ${high}`);
      }),
      { seed: 1 },
    );
  });

  it('are absent without values, and refuse a q outside 0–1', () => {
    assert.equal(quantile(sortNumbers([]), 0.5), undefined);
    assert.throws(() => quantile(sortNumbers([1]), 1.1), RangeError);
    assert.throws(() => quantile(sortNumbers([1]), Number.NaN), RangeError);
  });
});

describe('sorting a window', () => {
  it('refuses values that are not finite', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      assert.throws(() => sortNumbers([1, odd, 2]), RangeError);
    }
  });
});

describe('moments', () => {
  it('are mean and population standard deviation', () => {
    const found = moments([2, 4, 4, 4, 5, 5, 7, 9]);
    assertClose(found?.mean, 5);
    assertClose(found?.standardDeviation, 2);
  });

  it('do not overflow, and have no spread for a constant window', () => {
    assert.equal(moments([0.1, 0.1, 0.1])?.standardDeviation, 0);
    assert.equal(moments([7])?.standardDeviation, 0);
    assert.deepEqual(moments([0, 0]), { mean: 0, standardDeviation: 0 });
    assert.equal(moments([]), undefined);
    assertClose(moments([1e300, -1e300])?.standardDeviation, 1e300);
    assertClose(moments([5e-324, 5e-324])?.mean, 5e-324);
  });
});
