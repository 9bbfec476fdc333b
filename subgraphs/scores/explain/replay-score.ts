import { DomainError } from '../../../platform/errors.ts';
import { calibrate } from '../../../scoring/calibration.ts';
import { type Grade, grade } from '../../../scoring/grade.ts';
import type { Prediction } from '../record/prediction.ts';
import type { HistoricalModels } from '../versions/historical-models.ts';

/** Replay of a recorded score. */
export interface Replay {
  /** null when it can no longer be computed */
  readonly probability: number | null;
  /** by the grade policy that the score was recorded with; null when it can no longer be computed */
  readonly grade: Grade | null;
  /** whether the model's answer, the probability and the grade equal the record, bit by bit */
  readonly bitEqual: boolean;
  /** reason for the difference; null when they are equal */
  readonly reason: string | null;
}

/** Replays a recorded score, from its features, the artifact of its SHA-256 and its grade policy. */
export async function replayScore(models: HistoricalModels, prediction: Prediction): Promise<Replay> {
  try {
    const { session, deployment } = await models.get(prediction);
    const { probabilities } = await session.run([prediction.features]);
    const policy = await models.findGradePolicy(prediction);
    if (!policy) return unequal(`found no grade policy ${prediction.gradePolicy}, expected its limits`);
    const [raw = Number.NaN] = probabilities;
    const probability = calibrate(raw, deployment.calibration);
    if (Number.isNaN(probability)) return unequal(difference(raw, prediction));
    const graded = grade(probability, policy.limits);
    const isScoreEqual = Object.is(raw, prediction.raw) && Object.is(probability, prediction.probability);
    if (!isScoreEqual) return { ...unequal(difference(raw, prediction)), probability, grade: graded };
    const bitEqual = graded === prediction.grade;
    const reason = bitEqual ? null : `found grade ${graded}, expected the recorded ${prediction.grade}`;
    return { probability, grade: graded, bitEqual, reason };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return unequal(error.message);
  }
}

function unequal(reason: string): Replay {
  return { probability: null, grade: null, bitEqual: false, reason };
}

function difference(raw: number, recorded: Prediction): string {
  return `found ${raw} from the model, expected the recorded ${recorded.raw}`;
}
