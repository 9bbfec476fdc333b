import type { Steps } from './run-cooperatively.ts';
import { type SortedNumbers, sortNumbers } from './sorted-numbers.ts';

/** Values sorted in one step: about 1 ms. */
const RUN = 8_192;

/**
 * The numbers of a window in ascending order, as a copy, sorted in steps of about a millisecond.
 *
 * Runs of {@link RUN} values are sorted each on its own, then merged two by two.
 *
 * @throws {RangeError} when a value is not finite
 */
export function* sortInSteps(values: Float64Array): Steps<SortedNumbers> {
  const runs: Float64Array[] = [];
  for (let from = 0; from < values.length; from += RUN) {
    runs.push(sortNumbers(values.subarray(from, from + RUN)));
    yield;
  }
  while (runs.length > 1) {
    const [one, other] = [runs.shift(), runs.shift()] as [Float64Array, Float64Array];
    const merged = new Float64Array(one.length + other.length);
    yield* mergeInto(merged, one, other);
    // to the end of the line: so runs that are merged stay about as long as each other
    runs.push(merged);
  }
  return (runs[0] ?? new Float64Array(0)) as SortedNumbers;
}

function* mergeInto(merged: Float64Array, one: Float64Array, other: Float64Array): Steps<void> {
  let i = 0;
  let j = 0;
  for (let at = 0; at < merged.length; at += 1) {
    if (at % (8 * RUN) === 0) yield;
    const a = i < one.length ? (one[i] as number) : Number.POSITIVE_INFINITY;
    const b = j < other.length ? (other[j] as number) : Number.POSITIVE_INFINITY;
    if (a <= b) {
      merged[at] = a;
      i += 1;
    } else {
      merged[at] = b;
      j += 1;
    }
  }
}
