import { normalQuantile } from './normal-distribution.ts';

/** Plan of an experiment on a rate. */
export interface SampleSizePlan {
  /** rate of the control arm, inside 0–1 */
  readonly baseline: number;
  /** least difference worth finding, absolute: 0.02 is two percentage points; not 0 */
  readonly effect: number;
  /** chance of finding a difference where there is none, two-sided; default 0.05 */
  readonly alpha?: number;
  /** chance of finding the difference when it is there; default 0.8 */
  readonly power?: number;
  /** subjects of the treatment arm per subject of the control arm; default 1 */
  readonly ratio?: number;
}

/** Subjects that each arm needs. */
export interface SampleSize {
  readonly control: number;
  readonly treatment: number;
}

/**
 * Sample size to distinguish two proportions by one evaluation at a fixed time.
 *
 * n₁ = (z₁₋α/₂ √(p̄(1 − p̄)(1 + 1/k)) + z_power √(p₁(1 − p₁) + p₂(1 − p₂)/k))² / (p₂ − p₁)², n₂ = k n₁, with p̄ the mean
 * rate weighted 1 : k. A sequential result needs about twice as many for the same power, and often ends sooner.
 *
 * @returns whole subjects, rounded up
 * @throws {RangeError} when a number is out of range
 * @see Fleiss, Levin, Paik, Statistical Methods for Rates and Proportions, 3rd edition (2003), 4.2
 */
export function sampleSize(plan: SampleSizePlan): SampleSize {
  const { baseline, effect, alpha = 0.05, power = 0.8, ratio = 1 } = plan;
  const target = baseline + effect;
  const isInside = (share: number) => share > 0 && share < 1;
  if (!([baseline, target, alpha, power].every(isInside) && effect !== 0 && ratio > 0)) {
    const found = `baseline ${baseline}, effect ${effect}, alpha ${alpha}, power ${power}, ratio ${ratio}`;
    throw new RangeError(
      `sample size: found ${found}, expected rates inside 0–1, an effect that is not 0, a ratio > 0`,
    );
  }
  const pooled = (baseline + ratio * target) / (1 + ratio);
  const noChange = Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio));
  const change = Math.sqrt(baseline * (1 - baseline) + (target * (1 - target)) / ratio);
  const root = (normalQuantile(1 - alpha / 2) * noChange + normalQuantile(power) * change) / effect;
  return { control: Math.ceil(root * root), treatment: Math.ceil(ratio * root * root) };
}
