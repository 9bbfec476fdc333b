import { DomainError } from '../../../platform/errors.ts';
import { calibrate } from '../../../scoring/calibration.ts';
import type { Prediction } from '../record/prediction.ts';
import type { RecordedModels } from '../versions/historical-models.ts';

/** A score computed again from its record. */
export interface Replay {
  /** null when it cannot be computed any more */
  readonly probability: number | null;
  /** whether the model's answer and the probability equal the record, bit by bit */
  readonly bitEqual: boolean;
  /** why they are not equal; null when they are */
  readonly reason: string | null;
}

/** Computes a recorded score again, from its recorded features and the artifact of that SHA-256. */
export async function replayScore(models: RecordedModels, prediction: Prediction): Promise<Replay> {
  try {
    const { session, deployment } = await models.get(prediction);
    const { probabilities } = await session.run([prediction.features]);
    const [raw = Number.NaN] = probabilities;
    const probability = calibrate(raw, deployment.calibration);
    const bitEqual = Object.is(raw, prediction.raw) && Object.is(probability, prediction.probability);
    const reason = bitEqual ? null : `the model answers ${raw} now, ${prediction.raw} is recorded`;
    return { probability: Number.isNaN(probability) ? null : probability, bitEqual, reason };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { probability: null, bitEqual: false, reason: error.message };
  }
}
