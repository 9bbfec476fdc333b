import type { SortedNumbers } from './sorted-numbers.ts';

/**
 * Sample quantile by linear interpolation between the two values around rank q (n − 1), as NumPy and R's type 7 do.
 *
 * The interpolation starts at the nearer value, as NumPy's does: equal to the last bit, since a quantile that becomes
 * the edge of a bin decides about values equal to it.
 *
 * @param q 0–1
 * @returns the quantile in the unit of the values, or undefined without values
 * @throws {RangeError} when q is outside 0–1
 * @see Hyndman and Fan, Sample Quantiles in Statistical Packages (1996)
 */
export function quantile(sorted: SortedNumbers, q: number): number | undefined {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile: found q ${q}, expected 0–1`);
  const rank = q * (sorted.length - 1);
  const index = Math.floor(rank);
  const low = sorted[index];
  const high = sorted[index + 1];
  if (low === undefined || high === undefined) return low;
  const weight = rank - index;
  const step = high - low;
  // two values at opposite ends of the range of doubles
  if (step === Number.POSITIVE_INFINITY) return low * (1 - weight) + high * weight;
  return weight < 0.5 ? low + step * weight : high - step * (1 - weight);
}
