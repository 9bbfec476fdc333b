import { chiSquareQuantile } from './chi-square-distribution.ts';
import { requireSameBins, smoothedShares, totalOf } from './histogram.ts';

/**
 * Population Stability Index between two histograms over the same bins.
 *
 * PSI = Σᵢ (cᵢ − rᵢ) · ln(cᵢ / rᵢ), with rᵢ, cᵢ the shares of bin i in the reference and current window, ½ added to
 * every count. 0 when the shares are equal, symmetric in the two windows.
 *
 * For a numeric feature bins are the deciles of the reference; values beyond its extremes fall into the outer bins, so a
 * reference of one value sees only whether values fell below it.
 *
 * @param reference counts per bin
 * @param current   counts per bin, same bins
 * @returns PSI in nats, ≥ 0
 * @throws {RangeError} when the numbers of bins differ or are 0, or a count is negative
 * @see Siddiqi, Credit Risk Scorecards (Wiley, 2006)
 */
export function psi(reference: readonly number[], current: readonly number[]): number {
  requireSameBins(reference, current);
  const r = smoothedShares(reference);
  const c = smoothedShares(current);
  return r.reduce((sum, share, i) => sum + ((c[i] as number) - share) * Math.log((c[i] as number) / share), 0);
}

/**
 * PSI that two windows of one distribution exceed by chance in 1 of 100 comparisons: (1/n + 1/m) · χ²₀.₉₉(B − 1).
 *
 * Holds from about five expected observations per bin on. Infinite when a window is empty: no PSI is evidence then.
 *
 * @param bins        B ≥ 1, those that are empty in both windows included
 * @param probability of staying below, 0–1
 * @throws {RangeError} when there is no bin, or the sizes are negative
 * @see Yurdakul and Naranjo, Statistical properties of the population stability index (2020)
 */
export function psiChanceLevel(
  referenceSize: number,
  currentSize: number,
  bins: number,
  probability: number = 0.99,
): number {
  if (!(referenceSize >= 0 && currentSize >= 0 && bins >= 1)) {
    const found = `${referenceSize}, ${currentSize} and ${bins}`;
    throw new RangeError(`PSI chance level: found sizes and bins ${found}, expected ≥ 0, ≥ 0 and ≥ 1`);
  }
  // one bin has no degree of freedom: 0, and not 0 · ∞, when a window is empty
  if (bins === 1) return 0;
  return (1 / referenceSize + 1 / currentSize) * chiSquareQuantile(probability, bins - 1);
}

/** PSI with the uncertainty of its shares. */
export interface PsiEstimate {
  /** PSI less what chance alone adds to it, (1/n + 1/m)(B − 1); may be below 0 */
  readonly corrected: number;
  /** standard error by the delta method */
  readonly standardError: number;
}

/**
 * PSI corrected for chance, with its standard error.
 *
 * With f(r, c) = Σ (cᵢ − rᵢ) ln(cᵢ/rᵢ): ∂f/∂cᵢ = ln(cᵢ/rᵢ) + 1 − rᵢ/cᵢ, ∂f/∂rᵢ = ln(rᵢ/cᵢ) + 1 − cᵢ/rᵢ, and the
 * variance is Var_c(∂f/∂c)/n + Var_r(∂f/∂r)/m, each variance that of a draw of one bin.
 *
 * @returns undefined when a window is empty
 * @throws {RangeError} as {@link psi}
 * @see van der Vaart, Asymptotic Statistics (1998), 3.1
 */
export function psiEstimate(reference: readonly number[], current: readonly number[]): PsiEstimate | undefined {
  const value = psi(reference, current);
  const n = totalOf(reference);
  const m = totalOf(current);
  if (n === 0 || m === 0) return undefined;
  const variance = drawVariance(reference, current) / n + drawVariance(current, reference) / m;
  return { corrected: value - (1 / n + 1 / m) * (reference.length - 1), standardError: Math.sqrt(variance) };
}

/** Variance of ln(pᵢ/qᵢ) + 1 − qᵢ/pᵢ when bin i is drawn with chance pᵢ. */
function drawVariance(of: readonly number[], against: readonly number[]): number {
  const p = smoothedShares(of);
  const q = smoothedShares(against);
  const influence = p.map((share, i) => Math.log(share / (q[i] as number)) + 1 - (q[i] as number) / share);
  const mean = p.reduce((sum, share, i) => sum + share * (influence[i] as number), 0);
  return p.reduce((sum, share, i) => sum + share * ((influence[i] as number) - mean) ** 2, 0);
}
