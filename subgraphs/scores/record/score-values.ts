import { calibrate } from '../../../scoring/calibration.ts';
import { CURRENT_GRADE_POLICY, grade } from '../../../scoring/grade.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';
import { points } from './points.ts';
import type { Prediction } from './prediction.ts';

/** The part of a prediction that follows from the version and what it answered. */
export type ScoreValues = Pick<
  Prediction,
  'model' | 'version' | 'digest' | 'raw' | 'probability' | 'points' | 'grade' | 'gradePolicy'
>;

/** What a version's answer means. @param raw 0–1 */
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
