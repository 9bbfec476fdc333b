import { chiSquareTail } from './chi-square-distribution.ts';
import { requireSameBins, totalOf } from './histogram.ts';

/** Result of a χ² test. */
export interface ChiSquare {
  /** ≥ 0 */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** chance of at least this statistic when there is no difference */
  readonly pValue: number;
}

/**
 * χ² test of a 2 × B contingency table: do two windows spread alike over the bins or categories?
 *
 * χ² = Σ (observed − expected)² / expected over both rows, expected = row sum × column sum / total, B − 1 degrees of
 * freedom. Both windows count as samples; nothing is merged, Yates' correction is not applied. Bins that are empty in
 * both windows are left out. With fewer than two filled bins, or an empty window, there is nothing to compare: 0, p 1.
 *
 * @param reference counts per bin
 * @param current   counts per bin, same bins
 * @throws {RangeError} when the numbers of bins differ or are 0, or a count is negative
 * @see Pearson (1900); Agresti, Categorical Data Analysis, 3rd edition (2013), 3.2
 */
export function chiSquareContingency(reference: readonly number[], current: readonly number[]): ChiSquare {
  requireSameBins(reference, current);
  const n = totalOf(reference);
  const m = totalOf(current);
  let statistic = 0;
  let filled = 0;
  reference.forEach((count, i) => {
    const column = count + (current[i] as number);
    if (column === 0) return;
    filled += 1;
    if (n === 0 || m === 0) return;
    // both cells of a column deviate from their expectation by the same amount
    const expected = column * (n / (n + m));
    statistic += (count - expected) ** 2 * (1 / expected + 1 / (column - expected));
  });
  const degreesOfFreedom = n === 0 || m === 0 ? 0 : filled - 1;
  if (degreesOfFreedom === 0) return { statistic: 0, degreesOfFreedom, pValue: 1 };
  return { statistic, degreesOfFreedom, pValue: chiSquareTail(statistic, degreesOfFreedom) };
}
