import type { FeatureName, FeatureValue } from '../../../lake/features/features.ts';
import { calibrate } from '../../../scoring/calibration.ts';
import { logit } from '../../../scoring/log-odds.ts';
import type { Prediction } from '../record/prediction.ts';
import { agedFeatures } from './aged-features.ts';
import type { VersionExplanation } from './explanations.ts';

/**
 * Kinds of parts. FEATURE: its value changed by a fact of the lead. AGE: its value changed by the passing of time only.
 * INTERPLAY: its value stayed, its contribution moved with others. MODEL_VERSION, CALIBRATION: as they say. ROUNDING: what
 * the 32-bit numbers of the model leave over.
 */
export const CHANGE_KINDS = {
  FEATURE: 'FEATURE',
  AGE: 'AGE',
  INTERPLAY: 'INTERPLAY',
  MODEL_VERSION: 'MODEL_VERSION',
  CALIBRATION: 'CALIBRATION',
  ROUNDING: 'ROUNDING',
} as const;

/** See {@link CHANGE_KINDS}. */
export type ChangeKind = keyof typeof CHANGE_KINDS;

/** Part of the difference between two scores. */
export interface ChangePart {
  readonly kind: ChangeKind;
  /** null for what is no feature */
  readonly feature: FeatureName | null;
  /** values of the feature in both scores; null where they are missing, and for what is no feature */
  readonly before: FeatureValue;
  readonly after: FeatureValue;
  /** nats; positive raised the score */
  readonly contribution: number;
}

/** A score as it enters a comparison. */
export type ComparedScore = Pick<
  Prediction,
  'model' | 'version' | 'digest' | 'raw' | 'probability' | 'features' | 'scoredAt'
>;

/** Explanations of both feature vectors by the version of the newer score. */
export interface ComparedExplanations {
  readonly before: VersionExplanation;
  readonly after: VersionExplanation;
}

/**
 * Parts of the difference between two scores, logit(p₁) − logit(p₀). With the margin m of the newer version, its
 * calibration c₁, and r₀ the raw output of the older score's version:
 *
 * - CALIBRATION: logit(c₁(r₀)) − logit(p₀), the older output under the newer calibration;
 * - MODEL_VERSION: m(x₀) − logit(c₁(r₀)), the older features under the newer version;
 * - by feature: φⱼ(x₁) − φⱼ(x₀), its contribution now less its contribution to the older features, both by the newer
 *   version; these add up to m(x₁) − m(x₀);
 * - ROUNDING: logit(p₁) − m(x₁), and where both scores have one model file the part that MODEL_VERSION has otherwise.
 *
 * The sum telescopes to the difference. Parts of 0 are left out, the strongest come first.
 */
export function changeParts(
  from: ComparedScore,
  to: ComparedScore,
  { before, after }: ComparedExplanations,
): readonly ChangePart[] {
  const recalibrated = logit(calibrate(from.raw, after.calibration));
  const step = before.margin - recalibrated;
  // not 0 where the background was read again between the two
  const rebased = after.baseValue - before.baseValue;
  const isSameFile = from.digest === to.digest;
  const parts = [
    part('CALIBRATION', recalibrated - logit(from.probability)),
    part('MODEL_VERSION', isSameFile ? 0 : step),
    part('ROUNDING', logit(to.probability) - after.margin + (isSameFile ? step : 0) + rebased),
    ...featureParts(from, to, { before, after }),
  ];
  return parts
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}

function part(kind: ChangeKind, contribution: number): ChangePart {
  return { kind, feature: null, before: null, after: null, contribution };
}

function featureParts(
  from: ComparedScore,
  to: ComparedScore,
  { before, after }: ComparedExplanations,
): readonly ChangePart[] {
  const aged = agedFeatures(from, to);
  return after.contributions.map(({ feature: name, contribution }, at) => {
    const feature = name as FeatureName;
    const [was, is] = [from.features[feature] ?? null, to.features[feature] ?? null];
    const kind = was === is ? 'INTERPLAY' : aged.has(feature) ? 'AGE' : 'FEATURE';
    const moved = contribution - (before.contributions[at]?.contribution ?? 0);
    return { kind, feature, before: was, after: is, contribution: moved };
  });
}
