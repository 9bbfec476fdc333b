import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chiSquareContingency } from '../../statistics/chi-square-contingency.ts';
import { assertClose } from '../support/data/close-to.ts';
import { countCategories } from '../support/data/count-categories.ts';
import { statisticsCases } from '../support/data/statistics-cases.ts';

describe('the χ² contingency test', () => {
  for (const { name, reference, current, expect } of statisticsCases('categorical')) {
    it(`has the values of SciPy: ${name}`, () => {
      const counts = countCategories(reference, current);
      const found = chiSquareContingency(counts.reference, counts.current);
      assertClose(found.statistic, expect.chiSquare.statistic);
      assert.equal(found.degreesOfFreedom, expect.chiSquare.degreesOfFreedom);
      assertClose(found.pValue, expect.chiSquare.pValue, 1e-6);
    });
  }

  it('is symmetric and does not see bins that are empty in both windows', () => {
    const counts = fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const found = chiSquareContingency(a, b);
        assertClose(chiSquareContingency(b, a).statistic, found.statistic, 1e-9);
        assert.deepEqual(chiSquareContingency([...a, 0], [...b, 0]), found);
        assert.ok(found.pValue >= 0 && found.pValue <= 1);
      }),
      { seed: 1 },
    );
  });

  it('finds nothing to compare in an empty window or a single bin', () => {
    const nothing = { statistic: 0, degreesOfFreedom: 0, pValue: 1 };
    assert.deepEqual(chiSquareContingency([0, 0], [5, 5]), nothing);
    assert.deepEqual(chiSquareContingency([9], [5]), nothing);
  });

  it('refuses different bins and negative counts', () => {
    assert.throws(() => chiSquareContingency([1], [1, 2]), RangeError);
    assert.throws(() => chiSquareContingency([1, -1], [1, 2]), RangeError);
  });
});
