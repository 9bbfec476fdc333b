import { calibrate } from '../../../scoring/calibration.ts';
import { type GradePolicy, grade } from '../../../scoring/grade.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';
import { points } from './points.ts';
import type { Prediction } from './prediction.ts';

/** Values of a prediction that follow from the version and its output. */
export type ScoreValues = Pick<
  Prediction,
  'model' | 'version' | 'digest' | 'raw' | 'probability' | 'points' | 'grade' | 'gradePolicy'
>;

/**
 * Computes the {@link ScoreValues} of a version's output.
 *
 * @param raw    0–1
 * @param policy the current one of the version's model
 */
export function scoreValues(
  { model, version, digest, calibration }: ScoringVersion,
  raw: number,
  policy: GradePolicy,
): ScoreValues {
  const probability = calibrate(raw, calibration);
  return {
    model,
    version,
    digest,
    raw,
    probability,
    points: points(probability),
    grade: grade(probability, policy.limits),
    gradePolicy: policy.name,
  };
}
