declare const ascending: unique symbol;

/** Finite numbers in ascending order: sorted once, read by every statistic that needs the order. */
export type SortedNumbers = Float64Array & { readonly [ascending]: true };

/**
 * The numbers of a window in ascending order, as a copy.
 *
 * @throws {RangeError} when a value is not finite; missing values are the caller's to count and leave out
 */
export function sortNumbers(values: ArrayLike<number>): SortedNumbers {
  const copy = Float64Array.from(values).sort();
  // infinities and NaN sort to the ends
  const ends = [copy[0] ?? 0, copy[copy.length - 1] ?? 0];
  const odd = ends.find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`a window of ${copy.length} numbers: found ${odd}, expected finite ones`);
  return copy as SortedNumbers;
}
