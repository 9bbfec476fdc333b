import { midRanks } from './ranks.ts';

/**
 * Pearson's correlation of two lists, Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²).
 *
 * @param x finite
 * @param y finite, same length
 * @returns −1–1, or undefined when there are fewer than two pairs or a list is constant
 * @throws {RangeError} when the lengths differ
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  if (x.length !== y.length) throw new RangeError(`correlation: found ${x.length} and ${y.length} values`);
  const left = directionOf(x);
  const right = directionOf(y);
  if (!left || !right) return undefined;
  const product = left.reduce((sum, value, i) => sum + value * (right[i] as number), 0);
  return Math.min(1, Math.max(-1, product));
}

/**
 * Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of their ranks.
 *
 * @returns −1–1, or undefined when there are fewer than two pairs or a list is constant
 * @throws {RangeError} when the lengths differ
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number | undefined {
  return pearson(midRanks(x), midRanks(y));
}

/** The values less their mean, as a vector of length 1; undefined for a constant list. */
function directionOf(values: ArrayLike<number>): Float64Array | undefined {
  const all = Float64Array.from(values);
  const first = all[0];
  if (first === undefined || all.every((value) => value === first)) return undefined;
  // scaled to at most 1: squares of 1e300 would overflow
  const scale = all.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const scaled = all.map((value) => value / scale);
  // twice: the second time removes what rounding of the first mean left
  const centred = centre(centre(scaled));
  const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? centred.map((value) => value / length) : undefined;
}

function centre(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
