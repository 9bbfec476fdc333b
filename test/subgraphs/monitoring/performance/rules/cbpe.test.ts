import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { estimatePerformance } from '../../../../../subgraphs/monitoring/performance/rules/cbpe.ts';
import { performanceReport } from '../../../../../subgraphs/monitoring/performance/rules/performance-report.ts';
import { assertClose } from '../../../../support/data/close-to.ts';
import { seededRandom } from '../../../../support/data/random.ts';

const CUT_POINTS = [0.5];

/** Expectations over all outcomes that there can be, each weighted by its chance. */
function enumerate(probabilities: readonly number[]) {
  const sums = { inOrder: 0, pairs: 0, squares: 0, truePositives: 0 };
  for (let outcomes = 0; outcomes < 2 ** probabilities.length; outcomes += 1) {
    const y = probabilities.map((_, i) => (outcomes >> i) & 1);
    const chance = probabilities.reduce((product, p, i) => product * (y[i] ? p : 1 - p), 1);
    probabilities.forEach((p, i) => {
      sums.squares += chance * (p - (y[i] as number)) ** 2;
      sums.truePositives += chance * (y[i] as number) * Number(p >= 0.5);
      probabilities.forEach((q, j) => {
        const isPair = chance * (y[i] as number) * (1 - (y[j] as number));
        sums.pairs += isPair;
        sums.inOrder += isPair * (p > q ? 1 : p === q ? 0.5 : 0);
      });
    });
  }
  return sums;
}

describe('the estimate of performance', () => {
  it('The estimate of performance is the expectation over all possible outcomes', () => {
    for (const probabilities of [
      [0.1, 0.4, 0.4, 0.7, 0.9, 0.95],
      [0.3, 0.3, 0.3],
      [0, 1, 0.5, 0.2],
    ]) {
      const { inOrder, pairs, squares, truePositives } = enumerate(probabilities);
      const found = estimatePerformance(probabilities, CUT_POINTS);
      assertClose(found?.auc, inOrder / pairs, 1e-12);
      assertClose(found?.brier, squares / probabilities.length, 1e-12);
      assertClose(found?.confusion[0]?.truePositives, truePositives, 1e-12);
    }
  });

  it('The estimate of performance matches the realised performance of a calibrated model', () => {
    const random = seededRandom(3);
    const probabilities = Array.from({ length: 20_000 }, () => random.uniform() ** 2);
    const outcomes = probabilities.map((probability) => random.binomial(1, probability));
    const realised = performanceReport({ matured: { probabilities, outcomes }, pending: 0, cutPoints: CUT_POINTS });
    const estimated = estimatePerformance(probabilities, CUT_POINTS);
    assert.ok(estimated && realised.conversionRate);
    assertClose(estimated.auc, realised.auc?.auc as number, 0.01);
    assertClose(estimated.brier, realised.brier?.brier as number, 0.03);
    assertClose(estimated.logLoss, realised.logLoss as number, 0.03);
    assertClose(estimated.topPrecision, realised.top?.precision as number, 0.03);
    const distance = Math.abs(estimated.conversionRate - realised.conversionRate.estimate);
    assert.ok(distance < 3 * estimated.conversionRateDeviation);
  });

  it('The estimate of performance reflects another mix of leads, but not another conversion of the same leads', () => {
    const random = seededRandom(4);
    const draw = (power: number) => Array.from({ length: 5_000 }, () => random.uniform() ** power);
    const [now, before] = [estimatePerformance(draw(8), CUT_POINTS), estimatePerformance(draw(2), CUT_POINTS)];
    assert.ok(now && before && now.conversionRate < before.conversionRate / 2);
    const probabilities = draw(2);
    const realised = performanceReport({
      matured: { probabilities, outcomes: probabilities.map(() => random.binomial(1, 0.3)) },
      pending: 0,
      cutPoints: CUT_POINTS,
    });
    const promised = estimatePerformance(probabilities, CUT_POINTS)?.auc as number;
    assert.ok(promised > 0.8 && (realised.auc?.upper as number) < 0.55);
  });

  it('The estimate of performance is absent without predictions, knows no AUC when nothing is open, and refuses invalid probabilities', () => {
    assert.equal(estimatePerformance([], CUT_POINTS), undefined);
    const sure = estimatePerformance([1, 1], CUT_POINTS);
    assert.deepEqual([sure?.auc, sure?.brier, sure?.logLoss, sure?.conversionRate], [undefined, 0, 0, 1]);
    assert.equal(estimatePerformance([0.5], CUT_POINTS)?.auc, undefined);
    assert.throws(() => estimatePerformance([1.1], CUT_POINTS), RangeError);
    assert.throws(() => estimatePerformance([0.5], [2]), RangeError);
    assert.throws(() => estimatePerformance([Number.NaN], CUT_POINTS), RangeError);
  });
});
