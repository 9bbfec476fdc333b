import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pearson, spearman } from '../../statistics/correlation.ts';
import { midRanks } from '../../statistics/ranks.ts';
import { assertClose } from '../support/data/close-to.ts';

const X = [1, 2, 2, 3, 9, 4, 4, 0.5];
const Y = [2, 1, 3, 3, 8, 4, 5, 5];

describe('correlation', () => {
  it('has the values of SciPy, with ties', () => {
    assertClose(pearson(X, Y), 0.7571455705856138);
    assertClose(spearman(X, Y), 0.5);
  });

  it('is symmetric, within −1–1, and 1 of a list with itself', () => {
    const pairs = fc.array(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()), {
      minLength: 2,
    });
    fc.assert(
      fc.property(pairs, (list) => {
        const [x, y] = [list.map(([value]) => value), list.map(([, value]) => value)];
        for (const measure of [pearson, spearman]) {
          const found = measure(x, y);
          if (found !== undefined) assertClose(measure(y, x), found, 1e-9);
          assert.ok(found === undefined || Math.abs(found) <= 1);
          const own = measure(y, y);
          if (own !== undefined) assertClose(own, 1, 1e-12);
        }
      }),
      { seed: 1 },
    );
  });

  it('sees a small spread on a large mean, and does not overflow', () => {
    assertClose(pearson([1e9, 1e9 + 1, 1e9 + 2], [1, 2, 3]), 1);
    assertClose(pearson([1e300, -1e300, 0], [1, -1, 0]), 1);
  });

  it('is undefined for a constant list, one pair and none', () => {
    for (const measure of [pearson, spearman]) {
      assert.equal(measure([1, 1], [1, 2]), undefined);
      assert.equal(measure([1], [2]), undefined);
      assert.equal(measure([], []), undefined);
    }
  });

  it('refuses lists of different length', () => {
    assert.throws(() => pearson([1, 2], [1]), RangeError);
  });
});

describe('ranks', () => {
  it('share the mean between equal values', () => {
    assert.deepEqual([...midRanks([20, 10, 20, 30])], [2.5, 1, 2.5, 4]);
  });
});
