import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countBins, referenceEdges } from '../../statistics/histogram.ts';
import { jensenShannonDistance } from '../../statistics/jensen-shannon.ts';
import { klDivergence } from '../../statistics/kl-divergence.ts';
import { psi, psiChanceLevel, psiEstimate } from '../../statistics/psi.ts';
import { sortNumbers } from '../../statistics/sorted-numbers.ts';
import { assertClose } from '../support/data/close-to.ts';
import { countCategories } from '../support/data/count-categories.ts';
import { seededRandom } from '../support/data/random.ts';
import { statisticsCases } from '../support/data/statistics-cases.ts';

const pairs = fc
  .integer({ min: 1, max: 12 })
  .chain((bins) => fc.tuple(...[1, 2].map(() => fc.array(fc.nat(1e9), { minLength: bins, maxLength: bins }))));

describe('statistics of two histograms', () => {
  for (const { name, reference, current, expect } of statisticsCases('numeric')) {
    it(`have the values of SciPy: ${name}`, () => {
      const edges = referenceEdges(sortNumbers(reference));
      const r = countBins(sortNumbers(reference), edges);
      const c = countBins(sortNumbers(current), edges);
      assertClose(psi(r, c), expect.psi.value);
      assertClose(psiChanceLevel(reference.length, current.length, r.length), expect.psi.critical99);
      assertClose(klDivergence(r, c), expect.klDivergence.value);
      assertClose(jensenShannonDistance(r, c), expect.jensenShannonDistance.value);
    });
  }

  for (const { name, reference, current, expect } of statisticsCases('categorical')) {
    it(`have the PSI of SciPy over categories: ${name}`, () => {
      const counts = countCategories(reference, current);
      assert.deepEqual(counts.categories, expect.categories);
      assertClose(psi(counts.reference, counts.current), expect.psi.value);
    });
  }

  it('are 0 for equal windows, at least 0 for any, and never NaN', () => {
    fc.assert(
      fc.property(pairs, ([r, c]) => {
        for (const statistic of [psi, klDivergence]) {
          assert.equal(statistic(r as number[], r as number[]), 0);
          assert.ok(statistic(r as number[], c as number[]) >= 0);
        }
        const distance = jensenShannonDistance(r as number[], c as number[]);
        assert.ok(distance === undefined || (distance >= 0 && distance <= 1));
      }),
      { seed: 1 },
    );
  });

  it('are symmetric for PSI and the Jensen–Shannon distance', () => {
    fc.assert(
      fc.property(pairs, ([r, c]) => {
        assertClose(psi(r as number[], c as number[]), psi(c as number[], r as number[]), 1e-12);
        assert.equal(
          jensenShannonDistance(r as number[], c as number[])?.toFixed(9),
          jensenShannonDistance(c as number[], r as number[])?.toFixed(9),
        );
      }),
      { seed: 1 },
    );
  });

  it('are defined for one bin, empty windows and huge counts', () => {
    assert.equal(psi([5], [7]), 0);
    assert.equal(psiChanceLevel(5, 7, 1), 0);
    assert.equal(psiChanceLevel(0, 7, 10), Number.POSITIVE_INFINITY);
    assert.equal(jensenShannonDistance([0, 0], [1, 1]), undefined);
    assert.equal(jensenShannonDistance([1, 0], [0, 1]), 1);
    assert.ok(Number.isFinite(psi([1e300, 0], [0, 1e300])));
    assert.equal(psiEstimate([0, 0], [1, 1]), undefined);
  });

  it('refuse histograms over different bins', () => {
    for (const statistic of [psi, klDivergence, jensenShannonDistance]) {
      assert.throws(() => statistic([1, 2], [1, 2, 3]), RangeError);
      assert.throws(() => statistic([], []), RangeError);
      assert.throws(() => statistic([1, -2], [1, 2]), RangeError);
    }
    assert.throws(() => psiChanceLevel(-1, 5, 10), RangeError);
  });
});

describe('the estimate of PSI', () => {
  it('is centred on the true PSI and knows its own error', () => {
    const random = seededRandom(7);
    const p = [0.1, 0.2, 0.3, 0.4] as const;
    const q = [0.25, 0.3, 0.25, 0.2] as const;
    const truth = p.reduce((sum, share, i) => sum + ((q[i] as number) - share) * Math.log((q[i] as number) / share), 0);
    const draw = (shares: readonly number[]) => {
      const values = Float64Array.from({ length: 500 }, () => random.uniform());
      return countBins(
        sortNumbers(values),
        shares.slice(0, -1).map((_, i) => shares.slice(0, i + 1).reduce((sum, share) => sum + share, 0)),
      );
    };
    const found = Array.from({ length: 400 }, () => psiEstimate(draw(p), draw(q)));
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const centre = mean(found.map((one) => one?.corrected as number));
    const spread = Math.sqrt(mean(found.map((one) => ((one?.corrected as number) - centre) ** 2)));
    assertClose(centre, truth, 0.05);
    assertClose(mean(found.map((one) => one?.standardError as number)), spread, 0.1);
  });
});
