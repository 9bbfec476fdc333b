import { quantile } from './quantile.ts';
import type { SortedNumbers } from './sorted-numbers.ts';

/** Number of bins in which a numeric feature is compared, when its values are distinct enough. */
export const BINS = 10;

/** Constant that is added to every bin, so that an empty one has a share. */
export const SMOOTHING = 0.5;

/**
 * Inner edges of the bins of a numeric feature: the deciles of the reference window, equal ones once.
 *
 * Edges e₁ < … < eₖ make k + 1 bins (−∞, e₁), [e₁, e₂), …, [eₖ, ∞), each about as full as the next in the reference. A
 * window of few distinct values gives fewer bins; the first is empty when the least value is an edge.
 *
 * @throws {RangeError} when the reference has no value
 */
export function referenceEdges(reference: SortedNumbers, bins: number = BINS): readonly number[] {
  if (reference.length === 0) throw new RangeError('reference edges: found no value, expected at least one');
  const edges = Array.from({ length: bins - 1 }, (_, i) => quantile(reference, (i + 1) / bins) as number);
  return edges.filter((edge, i) => i === 0 || edge > (edges[i - 1] as number));
}

/**
 * Number of values in each bin: bin i holds those with eᵢ ≤ value < eᵢ₊₁.
 *
 * @param edges ascending, as of {@link referenceEdges}
 * @returns edges.length + 1 counts
 */
export function countBins(sorted: SortedNumbers, edges: readonly number[]): readonly number[] {
  const below = edges.map((edge) => countBelow(sorted, edge));
  return [...below, sorted.length].map((count, i) => count - (below[i - 1] ?? 0));
}

/**
 * Shares of bins, each count raised by {@link SMOOTHING}: (cᵢ + ½) / (n + B/2). All are positive and sum to 1; without
 * any observation they are equal.
 *
 * @param counts per bin, each ≥ 0, not necessarily whole
 * @throws {RangeError} when there is no bin, or a count is negative or not finite
 */
export function smoothedShares(counts: readonly number[], smoothing: number = SMOOTHING): readonly number[] {
  const total = totalOf(counts) + smoothing * counts.length;
  return counts.map((count) => (count + smoothing) / total);
}

/**
 * Sum of the counts of all bins.
 *
 * @throws {RangeError} when there is no bin, or a count is negative or not finite
 */
export function totalOf(counts: readonly number[]): number {
  const odd = counts.findIndex((count) => !(count >= 0 && count < Number.POSITIVE_INFINITY));
  if (counts.length === 0) throw new RangeError('counts: found no bin, expected at least one');
  if (odd >= 0) throw new RangeError(`counts, bin ${odd}: found ${counts[odd]}, expected a finite number ≥ 0`);
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * @throws {RangeError} when two histograms have different numbers of bins
 */
export function requireSameBins(reference: readonly number[], current: readonly number[]): void {
  if (reference.length === current.length) return;
  throw new RangeError(`found ${reference.length} reference and ${current.length} current bins, expected equally many`);
}

/** Number of sorted values below a bound, by bisection. */
function countBelow(sorted: SortedNumbers, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
