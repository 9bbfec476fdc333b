import { logGamma, stirlingRest } from './log-gamma.ts';

/** Below this shape the factor is taken from ln Γ, from it on from Stirling's rest, where logarithms would cancel. */
const LARGE_SHAPE = 20;

/** Modified Lentz: what a vanishing denominator is replaced by. */
const TINY = 1e-300;

/** Both halves of the regularised incomplete gamma function; lower + upper = 1. */
export interface IncompleteGamma {
  /** P(a, x), the share below x */
  readonly lower: number;
  /** Q(a, x), the share above x, exact far into the tail */
  readonly upper: number;
}

/**
 * Regularised incomplete gamma functions P(a, x) = γ(a, x) / Γ(a) and Q = 1 − P.
 *
 * The smaller half is computed, the other is its complement: the power series of P below x = a + 1, the continued
 * fraction of Q above. So a tail of 1e-300 keeps its digits.
 *
 * @param a shape, > 0
 * @param x ≥ 0, infinity allowed
 * @throws {RangeError} when a is not above 0, or x below 0 or not a number
 * @see Press and others, Numerical Recipes, 3rd edition (2007), 6.2; Gautschi (ACM TOMS 5, 1979)
 */
export function incompleteGamma(a: number, x: number): IncompleteGamma {
  if (!(a > 0 && a < Number.POSITIVE_INFINITY && x >= 0)) {
    throw new RangeError(`incomplete gamma: found a ${a} and x ${x}, expected a > 0 and x ≥ 0`);
  }
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const factor = gammaFactor(a, x);
  if (x < a + 1) {
    const lower = Math.min(1, factor * lowerSeries(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, factor * upperFraction(a, x));
  return { lower: 1 - upper, upper };
}

/** xᵃ e⁻ˣ / Γ(a): x times the density of the gamma distribution with shape a and scale 1, for a, x > 0. */
export function gammaFactor(a: number, x: number): number {
  if (a < LARGE_SHAPE) return Math.exp(a * Math.log(x) - x - logGamma(a));
  const distance = (x - a) / a;
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(a * logOnePlusLess(distance) - stirlingRest(a));
}

/** ln(1 + u) − u, by its series near 0, where the two cancel. */
function logOnePlusLess(u: number): number {
  if (Math.abs(u) > 0.25) return Math.log1p(u) - u;
  let power = -u * u;
  let sum = 0;
  for (let k = 2; ; k += 1) {
    const next = sum + power / k;
    if (next === sum) return sum;
    sum = next;
    power *= -u;
  }
}

/** Σₖ xᵏ / (a (a + 1) … (a + k)). */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** 1 / (x + 1 − a − 1(1 − a) / (x + 3 − a − …)), by the modified Lentz method. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let k = 1; ; k += 1) {
    const coefficient = -k * (k - a);
    b += 2;
    d = 1 / (coefficient * d + b || TINY);
    c = b + coefficient / c || TINY;
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < 1e-15) return value;
  }
}
