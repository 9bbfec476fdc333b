import { moments } from './moments.ts';
import { runSteps, type Steps } from './run-cooperatively.ts';
import type { SortedNumbers } from './sorted-numbers.ts';

/** Distinct values passed in one step, about a millisecond. */
const VALUES_PER_STEP = 16_384;

/** Distance that mass must move to turn one window into the other. */
export interface Wasserstein {
  /** in the unit of the feature, ≥ 0 */
  readonly distance: number;
  /** over the standard deviation of the reference; undefined when the reference is constant and has none */
  readonly normalised: number | undefined;
}

/**
 * Wasserstein-1 distance between two windows, ∫ |F(x) − G(x)| dx with F and G their empirical distribution functions.
 *
 * @returns undefined when a window is empty
 * @see Ramdas, García Trillos, Cuturi, On Wasserstein two-sample testing (2017)
 *
 * @internal
 */
export function wasserstein(reference: SortedNumbers, current: SortedNumbers): Wasserstein | undefined {
  return runSteps(wassersteinInSteps(reference, current));
}

/** {@link wasserstein} in steps of about a millisecond. */
export function* wassersteinInSteps(reference: SortedNumbers, current: SortedNumbers): Steps<Wasserstein | undefined> {
  const n = reference.length;
  const m = current.length;
  if (n === 0 || m === 0) return undefined;
  let distance = 0;
  let i = 0;
  let j = 0;
  for (let passed = 1; i < n || j < m; passed += 1) {
    if (passed % VALUES_PER_STEP === 0) yield;
    const from = nextValue(reference, current, i, j);
    while (i < n && (reference[i] as number) <= from) i += 1;
    while (j < m && (current[j] as number) <= from) j += 1;
    const gap = Math.abs(i / n - j / m);
    // halves: the width between two extreme doubles would overflow
    if (gap > 0) distance += 2 * gap * (nextValue(reference, current, i, j) / 2 - from / 2);
  }
  yield;
  const spread = moments(reference)?.standardDeviation ?? 0;
  return { distance, normalised: spread > 0 ? distance / spread : undefined };
}

/** Least value not yet passed in either window. */
function nextValue(reference: SortedNumbers, current: SortedNumbers, i: number, j: number): number {
  return Math.min(reference[i] ?? Number.POSITIVE_INFINITY, current[j] ?? Number.POSITIVE_INFINITY);
}
