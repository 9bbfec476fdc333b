import { requireSameBins, totalOf } from './histogram.ts';

/**
 * Jensen–Shannon distance between two histograms over the same bins, to base 2.
 *
 * √( ½ Σ rᵢ log₂(rᵢ / mᵢ) + ½ Σ cᵢ log₂(cᵢ / mᵢ) ) with mᵢ = (rᵢ + cᵢ) / 2, from plain shares: empty bins need no
 * smoothing. 0 when the shares are equal, 1 when no bin is filled in both; symmetric, and a metric.
 *
 * @param reference counts per bin
 * @param current   counts per bin, same bins
 * @returns 0–1, or undefined when a window is empty
 * @throws {RangeError} when the numbers of bins differ or are 0, or a count is negative
 * @see Endres and Schindelin, A new metric for probability distributions (2003)
 */
export function jensenShannonDistance(reference: readonly number[], current: readonly number[]): number | undefined {
  requireSameBins(reference, current);
  const n = totalOf(reference);
  const m = totalOf(current);
  if (n === 0 || m === 0) return undefined;
  const sum = reference.reduce((total, count, i) => {
    const r = count / n;
    const c = (current[i] as number) / m;
    return total + part(r, c) + part(c, r);
  }, 0);
  return Math.sqrt(Math.min(1, Math.max(0, sum / 2)));
}

/** p · log₂(p / mean(p, q)); 0 for an empty bin. */
function part(p: number, q: number): number {
  return p === 0 ? 0 : p * Math.log2((2 * p) / (p + q));
}
