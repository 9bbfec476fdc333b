/** Euler–Mascheroni constant. */
const EULER = 0.5772156649015329;

/** From here on Stirling's series with the terms below is exact to rounding. */
const STIRLING_FROM = 10;

/** B₂ₖ / (2k (2k − 1)), k = 1…8: the coefficients of Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400] as const;

/** ζ(k) − 1 for k = 2…31; beyond, the terms of the series below are under one rounding error. */
const ZETA_LESS_ONE: readonly number[] = Array.from({ length: 30 }, (_, i) => zetaLessOne(i + 2));

/**
 * Natural logarithm of the gamma function, ln Γ(x).
 *
 * Near the zeros at 1 and 2 from the series ln Γ(2 + z) = (1 − γ) z + Σₖ (−1)ᵏ (ζ(k) − 1) zᵏ / k, so that the relative
 * error stays small there; above 10 Stirling's series; between by Γ(x + 1) = x Γ(x). Relative error below 1e-13.
 *
 * @param x > 0
 * @throws {RangeError} when x is not above 0
 * @see Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 6.1.33 and 6.1.41
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`log-gamma: found ${x}, expected a number above 0`);
  if (x >= STIRLING_FROM) return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + stirlingRest(x);
  if (x > 2.5) {
    // at most eight steps down: the product cannot overflow
    let product = 1;
    let base = x;
    while (base > 2.5) {
      base -= 1;
      product *= base;
    }
    return Math.log(product) + nearTwo(base - 2);
  }
  if (x >= 1.5) return nearTwo(x - 2);
  if (x >= 0.5) return nearTwo(x - 1) - Math.log1p(x - 1);
  return nearTwo(x) - Math.log1p(x) - Math.log(x);
}

/**
 * Remainder of Stirling's formula (x − ½) ln x − x + ½ ln 2π for ln Γ(x): 1/(12x) − 1/(360x³) + …
 *
 * @param x ≥ 10
 */
export function stirlingRest(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  return STIRLING.reduceRight((sum, coefficient) => sum * square + coefficient, 0) * inverse;
}

/** Natural logarithm of the beta function, ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), for a, b > 0. */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < STIRLING_FROM) return logGamma(small) + logGamma(large) - logGamma(small + large);
  // the difference of the two large terms, without the digits that they share
  const sum = small + large;
  const difference = (large - 0.5) * -Math.log1p(small / large) - small * Math.log(sum) + small;
  return logGamma(small) + difference + stirlingRest(large) - stirlingRest(sum);
}

/** ln Γ(2 + z) for |z| ≤ ½. */
function nearTwo(z: number): number {
  return (
    ZETA_LESS_ONE.reduceRight((sum, zeta, i) => (i % 2 === 0 ? zeta : -zeta) / (i + 2) + sum * z, 0) * z * z +
    (1 - EULER) * z
  );
}

/** ζ(k) − 1 = Σ_{n ≥ 2} n⁻ᵏ: the first terms one by one, the rest by the Euler–Maclaurin formula. */
function zetaLessOne(k: number): number {
  const last = 20;
  let sum = last ** (1 - k) / (k - 1) + last ** -k / 2 + (k * last ** (-k - 1)) / 12;
  sum -= (k * (k + 1) * (k + 2) * last ** (-k - 3)) / 720;
  sum += (k * (k + 1) * (k + 2) * (k + 3) * (k + 4) * last ** (-k - 5)) / 30240;
  for (let n = last - 1; n >= 2; n -= 1) sum += n ** -k;
  return sum;
}
