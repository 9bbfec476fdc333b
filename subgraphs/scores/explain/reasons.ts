import { FEATURES, type FeatureName, type FeatureValue, type FeatureVector } from '../../../lake/features/features.ts';
import { calibrate } from '../../../scoring/calibration.ts';
import { logit } from '../../../scoring/log-odds.ts';
import type { Calibration } from '../../../scoring/model-manifest.ts';

/** One feature's part in a score. */
export interface Reason {
  readonly feature: FeatureName;
  readonly value: Exclude<FeatureValue, null>;
  /** change of the log-odds that the value brings, against not knowing it, nats */
  readonly contribution: number;
}

// one thousandth of the log-odds moves a probability by at most 0.025 %: no reason for anything
const LEAST_CONTRIBUTION = 0.001;

/** The features that have a value: what is missing explains nothing. */
export function presentFeatures(vector: FeatureVector): FeatureName[] {
  return FEATURES.map(({ name }) => name).filter((name) => vector[name] !== null && vector[name] !== undefined);
}

/** The rows to run: the vector itself, then the vector without each of its present features. */
export function occlusions(vector: FeatureVector): FeatureVector[] {
  return [vector, ...presentFeatures(vector).map((name) => ({ ...vector, [name]: null }))];
}

/**
 * The strongest reasons of a score, by occlusion: contributionⱼ = logit(p(x)) − logit(p(x without j)), with calibrated p.
 *
 * Says what each value does on its own; features that stand in for each other share their part unseen.
 *
 * @param raws model outputs for the rows of {@link occlusions}
 * @param top  how many, by absolute contribution
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
