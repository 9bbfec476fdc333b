import { runSteps, type Steps } from '../steps.ts';
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
 * The p-value is exact when no value occurs twice and there are at most {@link EXACT_PAIRS} pairs. Otherwise it is
 * Kolmogorov's limit at √(nm / (n + m)) · D, which for ties is an upper bound.
 *
 * @returns undefined when a window is empty
 * @see Hodges, The significance probability of the Smirnov two-sample test (1958)
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
  const { largest, hasTies } = yield* largestGap(reference, current);
  yield;
  // i/n − j/m in whole numbers: no rounding decides whether a path touches the bound
  const statistic = largest / (n * m);
  if (!hasTies && n * m <= exactPairs) return { statistic, pValue: exactTail(largest, n, m), method: 'exact' };
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

/** max |i·m − j·n| over all values, i and j being how many of each window are at or below; and whether values repeat. */
function* largestGap(
  reference: SortedNumbers,
  current: SortedNumbers,
): Steps<{ readonly largest: number; readonly hasTies: boolean }> {
  const n = reference.length;
  const m = current.length;
  let largest = 0;
  let hasTies = false;
  let i = 0;
  let j = 0;
  for (let passed = 1; i < n && j < m; passed += 1) {
    if (passed % VALUES_PER_STEP === 0) yield;
    const value = Math.min(reference[i] as number, current[j] as number);
    const before = i + j;
    while (i < n && (reference[i] as number) <= value) i += 1;
    while (j < m && (current[j] as number) <= value) j += 1;
    if (i + j - before > 1) hasTies = true;
    largest = Math.max(largest, Math.abs(i * m - j * n));
  }
  // what is left of one window lies above the other: it closes the gap, and may hold ties
  return { largest, hasTies: hasTies || repeats(reference, i) || repeats(current, j) };
}

function repeats(sorted: SortedNumbers, from: number): boolean {
  for (let i = from + 1; i < sorted.length; i += 1) if (sorted[i] === sorted[i - 1]) return true;
  return false;
}

/**
 * Share of all orders of n + m observations in which |i·m − j·n| reaches the bound somewhere.
 *
 * outside(i, j), the share of paths from (0, 0) to (i, j) that have touched the bound, is 1 at a touching point and else
 * the mean over the last step, weighted i : j. Only positive terms: tiny shares keep their digits.
 */
function exactTail(bound: number, n: number, m: number): number {
  if (bound === 0) return 1;
  const outside = new Float64Array(m + 1).fill(1).fill(0, 0, Math.ceil(bound / n));
  for (let i = 1; i <= n; i += 1) {
    // the points of this row inside the bound: |i·m − j·n| < bound
    const first = Math.max(0, Math.floor((i * m - bound) / n) + 1);
    const last = Math.min(m, Math.ceil((i * m + bound) / n) - 1);
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
