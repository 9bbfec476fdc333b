import { runSteps, type Steps } from './run-cooperatively.ts';
import type { SortedNumbers } from './sorted-numbers.ts';

/** Up to so many pairs of observations the exact p-value is counted: some 40 ms on one core at the most. */
export const EXACT_PAIRS = 4_000_000;

/** Shares below are taken for 0: the processor is a hundred times slower at numbers under 1e-308. */
const LEAST_SHARE = 1e-300;

/** Distinct values passed in one step, about a millisecond. */
const VALUES_PER_STEP = 16_384;

/** Result of a two-sample Kolmogorov–Smirnov test. */
export interface KolmogorovSmirnov {
  /** largest distance of the two empirical distribution functions, 0–1 */
  readonly statistic: number;
  /** chance of at least this statistic when both windows come from one distribution */
  readonly pValue: number;
  readonly method: 'exact' | 'kolmogorov';
}

/**
 * Two-sample Kolmogorov–Smirnov test, two-sided: D = maxₓ |F(x) − G(x)|.
 *
 * The p-value is exact, given the pooled values, when there are at most {@link EXACT_PAIRS} pairs: the share of all ways
 * to choose n of the n + m values that have a statistic as large. With ties that is less than without. Otherwise it is
 * Kolmogorov's limit at √(nm / (n + m)) · D, which for ties is an upper bound.
 *
 * @returns undefined when a window is empty
 * @see Hodges, The significance probability of the Smirnov two-sample test (1958); Schröer and Trenkler, Exact and
 *   randomization distributions of Kolmogorov–Smirnov tests two or three samples (1995), for ties
 *
 * @internal
 */
export function kolmogorovSmirnov(reference: SortedNumbers, current: SortedNumbers): KolmogorovSmirnov | undefined {
  return runSteps(kolmogorovSmirnovInSteps(reference, current, EXACT_PAIRS));
}

/**
 * {@link kolmogorovSmirnov} in steps of about a millisecond, the exact count being one step.
 *
 * @param exactPairs up to how many pairs the p-value is counted exactly; 1,000,000 take some 10 ms
 */
export function* kolmogorovSmirnovInSteps(
  reference: SortedNumbers,
  current: SortedNumbers,
  exactPairs: number,
): Steps<KolmogorovSmirnov | undefined> {
  const n = reference.length;
  const m = current.length;
  if (n === 0 || m === 0) return undefined;
  const { largest, ends } = yield* largestGap(reference, current);
  yield;
  // i/n − j/m in whole numbers: no rounding decides whether a path touches the bound
  const statistic = largest / (n * m);
  if (n * m <= exactPairs) return { statistic, pValue: exactTail(largest, n, m, ends), method: 'exact' };
  const pValue = kolmogorovTail(Math.sqrt((n * m) / (n + m)) * statistic);
  return { statistic, pValue, method: 'kolmogorov' };
}

/**
 * Upper tail of Kolmogorov's distribution, 2 Σₖ (−1)ᵏ⁻¹ exp(−2k²x²); below 1 by the theta function's other series,
 * 1 − √(2π)/x Σₖ exp(−(2k − 1)²π² / (8x²)).
 *
 * @param x ≥ 0
 * @see Marsaglia, Tsang, Wang, Evaluating Kolmogorov's distribution (2003)
 */
export function kolmogorovTail(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < 1) {
    for (let k = 7; k >= 1; k -= 2) sum += Math.exp(-((k * Math.PI) ** 2) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 6; k >= 1; k -= 1) sum += (k % 2 === 0 ? -1 : 1) * Math.exp(-2 * k * k * x * x);
  return 2 * sum;
}

/**
 * max |i·m − j·n| over all values, i and j being how many of each window are at or below; and where groups of equal values
 * end: 1 at i + j after each value, absent when no value occurs twice.
 */
function* largestGap(
  reference: SortedNumbers,
  current: SortedNumbers,
): Steps<{ readonly largest: number; readonly ends: Uint8Array | undefined }> {
  const n = reference.length;
  const m = current.length;
  const ends = new Uint8Array(n + m + 1);
  let largest = 0;
  let groups = 0;
  let i = 0;
  let j = 0;
  while (i < n || j < m) {
    if (groups % VALUES_PER_STEP === VALUES_PER_STEP - 1) yield;
    const value = Math.min(reference[i] ?? Number.POSITIVE_INFINITY, current[j] ?? Number.POSITIVE_INFINITY);
    while (i < n && (reference[i] as number) <= value) i += 1;
    while (j < m && (current[j] as number) <= value) j += 1;
    ends[i + j] = 1;
    groups += 1;
    largest = Math.max(largest, Math.abs(i * m - j * n));
  }
  return { largest, ends: groups < n + m ? ends : undefined };
}

/**
 * Share of all orders of n + m observations in which |i·m − j·n| reaches the bound where a group of equal values ends.
 *
 * outside(i, j), the share of paths from (0, 0) to (i, j) that have reached the bound, is 1 at a point that does so and
 * else the mean over the last step, weighted i : j. Only positive terms: tiny shares keep their digits.
 *
 * @param ends see {@link largestGap}; without ties only the points inside the bound need to be passed
 */
function exactTail(bound: number, n: number, m: number, ends: Uint8Array | undefined): number {
  if (bound === 0) return 1;
  return ends ? tailWithTies(bound, n, m, ends) : tailWithoutTies(bound, n, m);
}

function tailWithoutTies(bound: number, n: number, m: number): number {
  const outside = new Float64Array(m + 1).fill(1).fill(0, 0, Math.ceil(bound / n));
  for (let i = 1; i <= n; i += 1) {
    const { first, last } = insideOf(bound, n, m, i);
    if (first > 0) outside[first - 1] = 1;
    let previous = first > 0 ? 1 : 0;
    for (let j = first; j <= last; j += 1) {
      previous = ((outside[j] as number) * i + previous * j) / (i + j);
      if (previous < LEAST_SHARE) previous = 0;
      outside[j] = previous;
    }
  }
  return outside[m] as number;
}

function tailWithTies(bound: number, n: number, m: number, ends: Uint8Array): number {
  const outside = new Float64Array(m + 1);
  for (let i = 0; i <= n; i += 1) {
    const { first, last } = insideOf(bound, n, m, i);
    let previous = 0;
    for (let j = 0; j <= m; j += 1) {
      // at (0, 0) nothing has been reached: 0 is the end of no group
      previous = ((outside[j] as number) * i + previous * j) / (i + j || 1);
      if ((j < first || j > last) && ends[i + j] === 1) previous = 1;
      else if (previous < LEAST_SHARE) previous = 0;
      outside[j] = previous;
    }
  }
  return outside[m] as number;
}

/** The points of a row inside the bound: |i·m − j·n| < bound. */
function insideOf(bound: number, n: number, m: number, i: number): { readonly first: number; readonly last: number } {
  return {
    first: Math.max(0, Math.floor((i * m - bound) / n) + 1),
    last: Math.min(m, Math.ceil((i * m + bound) / n) - 1),
  };
}
