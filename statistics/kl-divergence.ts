import { requireSameBins, smoothedShares } from './histogram.ts';

/**
 * Kullback–Leibler divergence of the current window from the reference, over the same bins.
 *
 * KL = Σᵢ cᵢ · ln(cᵢ / rᵢ), with rᵢ, cᵢ the shares of bin i, ½ added to every count as in PSI. 0 when the shares are
 * equal; not symmetric.
 *
 * @param reference counts per bin
 * @param current   counts per bin, same bins
 * @returns nats, ≥ 0
 * @throws {RangeError} when the numbers of bins differ or are 0, or a count is negative
 * @see Kullback and Leibler, On Information and Sufficiency (1951)
 */
export function klDivergence(reference: readonly number[], current: readonly number[]): number {
  requireSameBins(reference, current);
  const r = smoothedShares(reference);
  const c = smoothedShares(current);
  const sum = c.reduce((total, share, i) => total + share * Math.log(share / (r[i] as number)), 0);
  return Math.max(0, sum);
}
