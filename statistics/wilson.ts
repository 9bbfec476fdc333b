import { type Proportion, shareOf } from './confidence-sequence.ts';
import { normalQuantile } from './normal-distribution.ts';

/** A value with bounds around it. */
export interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * A proportion with Wilson's score interval: (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n).
 *
 * Stays within 0–1, and has a width when an event happened never or always.
 *
 * @param confidence of the interval, inside 0–1
 * @returns undefined without trials
 * @throws {RangeError} when there are more events than trials, or a number is out of range
 * @see Wilson (JASA 22, 1927); Brown, Cai, DasGupta, Interval estimation for a binomial proportion (2001)
 */
export function wilsonInterval(proportion: Proportion, confidence: number = 0.95): Interval | undefined {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`Wilson interval: found confidence ${confidence}, expected it inside 0–1`);
  }
  const estimate = shareOf(proportion);
  if (estimate === undefined) return undefined;
  const n = proportion.trials;
  const z = normalQuantile(0.5 + confidence / 2);
  const centre = estimate + (z * z) / (2 * n);
  const half = z * Math.sqrt((estimate * (1 - estimate)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  // none or all: the bound is 0 or 1 itself, which rounding would miss
  const lower = proportion.events === 0 ? 0 : (centre - half) / scale;
  const upper = proportion.events === n ? 1 : (centre + half) / scale;
  return { estimate, lower, upper };
}

/**
 * A mean with its interval by the central limit theorem: mean ± z · s / √n, s the sample standard deviation.
 *
 * @returns undefined with fewer than two values
 */
export function meanInterval(values: ArrayLike<number>, confidence: number = 0.95): Interval | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += values[i] as number;
  const estimate = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i += 1) squares += ((values[i] as number) - estimate) ** 2;
  const half = normalQuantile(0.5 + confidence / 2) * Math.sqrt(squares / (n - 1) / n);
  return { estimate, lower: estimate - half, upper: estimate + half };
}
