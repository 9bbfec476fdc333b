import type { ChiSquare } from './chi-square-contingency.ts';
import { chiSquareTail } from './chi-square-distribution.ts';
import { requireSameBins, totalOf } from './histogram.ts';

/**
 * Test for sample-ratio mismatch: do the arms of an experiment hold as many subjects as their weights say?
 *
 * χ² = Σ (observed − expected)² / expected, expected = n · weight / Σ weights, one degree of freedom fewer than arms of
 * positive weight. A mismatch (p < 0.001) means that assignment or logging is broken and no result can be trusted. An
 * arm of weight 0 that holds subjects is a certain mismatch: infinite statistic, p 0. Without subjects p is 1.
 *
 * @param observed subjects per arm
 * @param weights  per arm, ≥ 0, of any sum above 0
 * @throws {RangeError} when the lengths differ or are 0, a number is negative, or all weights are 0
 * @see Fabijan and others, Diagnosing Sample Ratio Mismatch in Online Controlled Experiments (KDD 2019)
 */
export function sampleRatioMismatch(observed: readonly number[], weights: readonly number[]): ChiSquare {
  requireSameBins(observed, weights);
  const n = totalOf(observed);
  const sum = totalOf(weights);
  if (sum === 0) throw new RangeError('sample ratio: found weights that are all 0, expected one above 0');
  let statistic = 0;
  observed.forEach((count, i) => {
    const expected = n * ((weights[i] as number) / sum);
    if (expected > 0) statistic += (count - expected) ** 2 / expected;
    else if (count > 0) statistic = Number.POSITIVE_INFINITY;
  });
  const degreesOfFreedom = weights.filter((weight) => weight > 0).length - 1;
  return { statistic, degreesOfFreedom, pValue: chiSquareTail(statistic, degreesOfFreedom) };
}
