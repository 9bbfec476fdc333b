import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sortNumbers } from '../../statistics/sorted-numbers.ts';
import { wasserstein } from '../../statistics/wasserstein.ts';
import { assertClose } from '../support/data/close-to.ts';
import { statisticsCases } from '../support/data/statistics-cases.ts';

const between = (a: readonly number[], b: readonly number[]) => wasserstein(sortNumbers(a), sortNumbers(b));
const windows = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('the Wasserstein distance', () => {
  for (const { name, reference, current, expect } of statisticsCases('numeric')) {
    it(`has the values of SciPy: ${name}`, () => {
      const found = between(reference, current);
      assertClose(found?.distance, expect.wasserstein.value);
      assertClose(found?.normalised, expect.wasserstein.normalised);
    });
  }

  it('is symmetric, and as large as the shift of a shifted window', () => {
    fc.assert(
      fc.property(windows, windows, fc.integer({ min: -1000, max: 1000 }), (a, b, shift) => {
        const one = between(a, b)?.distance as number;
        const other = between(b, a)?.distance as number;
        assert.ok(Math.abs(one - other) <= 1e-9 * (1 + one));
        const moved = between(
          a,
          a.map((value) => value + shift),
        )?.distance as number;
        assert.ok(Math.abs(moved - Math.abs(shift)) < 1e-6);
      }),
      { seed: 1 },
    );
  });

  it('has no unit to be normalised by when the reference is constant', () => {
    assert.deepEqual(between([3, 3], [5]), { distance: 2, normalised: undefined });
  });

  it('is defined for one value and extreme ones, absent for an empty window', () => {
    assert.deepEqual(between([1], [1]), { distance: 0, normalised: undefined });
    assertClose(between([1e300], [-1e300])?.distance, 2e300);
    assert.ok(!Number.isNaN(between([1.7e308, -1.7e308], [-1.7e308])?.distance));
    assert.equal(between([], [1]), undefined);
  });
});
