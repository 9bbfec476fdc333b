import { FEATURES, type FeatureName, type FeatureValue, type FeatureVector } from '../../../lake/features/features.ts';
import { calibrate } from '../../../scoring/calibration.ts';
import { logit } from '../../../scoring/log-odds.ts';
import type { Calibration } from '../../../scoring/model-manifest.ts';

/** One feature's part in a score. */
export interface Reason {
  readonly feature: FeatureName;
  readonly value: Exclude<FeatureValue, null>;
  /** change of the log-odds by the value, against a missing one, nats */
  readonly contribution: number;
}

// one thousandth of the log-odds moves a probability by at most 0.025 %, which is no reason
const LEAST_CONTRIBUTION = 0.001;

/** Features that have a value: a missing one explains nothing. */
export function presentFeatures(vector: FeatureVector): FeatureName[] {
  return FEATURES.map(({ name }) => name).filter((name) => vector[name] !== null && vector[name] !== undefined);
}

/** Rows to run: the vector itself, then the vector without each of its present features. */
export function occlusions(vector: FeatureVector): FeatureVector[] {
  return [vector, ...presentFeatures(vector).map((name) => ({ ...vector, [name]: null }))];
}

/**
 * Computes the strongest reasons of a score, by occlusion: contributionⱼ = logit(p(x)) − logit(p(x without j)), with calibrated p.
 *
 * Measures each value alone: features that replace each other each seem weaker than together.
 *
 * @param raws model outputs for the rows of {@link occlusions}
 * @param top  most reasons, by absolute contribution
 * @see Robnik-Šikonja and Kononenko, Explaining Classifications for Individual Instances (2008)
 */
export function reasons(
  vector: FeatureVector,
  raws: ArrayLike<number>,
  calibration: Calibration,
  top: number,
): Reason[] {
  const logOdds = Array.from(raws, (raw) => logit(calibrate(raw, calibration)));
  const [whole = 0, ...without] = logOdds;
  return presentFeatures(vector)
    .map((feature, index) => ({
      feature,
      value: vector[feature] as Reason['value'],
      contribution: whole - (without[index] as number),
    }))
    .filter(({ contribution }) => Math.abs(contribution) >= LEAST_CONTRIBUTION)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, top);
}
