import { calibrate } from '../../../scoring/calibration.ts';
import { CURRENT_GRADE_POLICY, grade } from '../../../scoring/grade.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';
import { points } from './points.ts';
import type { Prediction } from './prediction.ts';

/** Values of a prediction that follow from the version and its output. */
export type ScoreValues = Pick<
  Prediction,
  'model' | 'version' | 'digest' | 'raw' | 'probability' | 'points' | 'grade' | 'gradePolicy'
>;

/** Computes the {@link ScoreValues} of a version's output. @param raw 0–1 */
export function scoreValues({ model, version, digest, calibration }: ScoringVersion, raw: number): ScoreValues {
  const probability = calibrate(raw, calibration);
  return {
    model,
    version,
    digest,
    raw,
    probability,
    points: points(probability),
    grade: grade(probability),
    gradePolicy: CURRENT_GRADE_POLICY,
  };
}
