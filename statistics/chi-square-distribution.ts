import { gammaFactor, incompleteGamma } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';
import { normalQuantile } from './normal-distribution.ts';

/**
 * Upper tail of the χ² distribution: the chance that χ² with so many degrees of freedom is at least this statistic,
 * Q(k/2, χ²/2). With 0 degrees of freedom χ² is always 0: the tail is 1 at 0 and 0 above.
 *
 * @param statistic        ≥ 0, infinity allowed
 * @param degreesOfFreedom ≥ 0
 * @throws {RangeError} when an argument is negative or not a number
 */
export function chiSquareTail(statistic: number, degreesOfFreedom: number): number {
  if (!(statistic >= 0 && degreesOfFreedom >= 0)) {
    throw new RangeError(`χ² tail: found ${statistic} with ${degreesOfFreedom} degrees of freedom, expected both ≥ 0`);
  }
  if (degreesOfFreedom === 0) return statistic > 0 ? 0 : 1;
  return incompleteGamma(degreesOfFreedom / 2, statistic / 2).upper;
}

/**
 * Quantile of the χ² distribution: the value below which the share p lies. 0 with 0 degrees of freedom.
 *
 * Newton steps from the Wilson–Hilferty approximation, kept inside a shrinking bracket.
 *
 * @param p                0–1; 1 gives infinity
 * @param degreesOfFreedom ≥ 0
 * @throws {RangeError} when p is outside 0–1 or the degrees of freedom are negative
 * @see Wilson and Hilferty (PNAS 17, 1931)
 */
export function chiSquareQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p >= 0 && p <= 1 && degreesOfFreedom >= 0)) {
    throw new RangeError(`χ² quantile: found p ${p}, ${degreesOfFreedom} degrees of freedom, expected 0–1 and ≥ 0`);
  }
  if (degreesOfFreedom === 0 || p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const a = degreesOfFreedom / 2;
  const spread = 2 / (9 * degreesOfFreedom);
  const start = degreesOfFreedom * (1 - spread + normalQuantile(p) * Math.sqrt(spread)) ** 3;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  // far left the approximation fails, and P(a, x) = xᵃ / Γ(a + 1) holds
  let x = start > 0.1 * degreesOfFreedom ? start / 2 : Math.exp((Math.log(p) + logGamma(a + 1)) / a);
  for (let step = 0; step < 200; step += 1) {
    const { lower, upper } = incompleteGamma(a, x);
    // the error of the smaller half keeps its digits
    const error = p > 0.5 ? 1 - p - upper : lower - p;
    if (error > 0) high = x;
    else low = x;
    const next = x - (error * x) / gammaFactor(a, x);
    const inside = next > low && next < high;
    const better = inside ? next : high === Number.POSITIVE_INFINITY ? 2 * x : (low + high) / 2;
    if (Math.abs(better - x) <= 1e-15 * x) return 2 * better;
    x = better;
  }
  return 2 * x;
}
