import { DomainError } from '../../../platform/errors.ts';
import { calibrate } from '../../../scoring/calibration.ts';
import type { Prediction } from '../record/prediction.ts';
import type { HistoricalModels } from '../versions/historical-models.ts';

/** Replay of a recorded score. */
export interface Replay {
  /** null when it can no longer be computed */
  readonly probability: number | null;
  /** whether the model's answer and the probability equal the record, bit by bit */
  readonly bitEqual: boolean;
  /** reason for the difference; null when they are equal */
  readonly reason: string | null;
}

/** Replays a recorded score, from its features and the artifact of its SHA-256. */
export async function replayScore(models: HistoricalModels, prediction: Prediction): Promise<Replay> {
  try {
    const { session, deployment } = await models.get(prediction);
    const { probabilities } = await session.run([prediction.features]);
    const [raw = Number.NaN] = probabilities;
    const probability = calibrate(raw, deployment.calibration);
    const bitEqual = Object.is(raw, prediction.raw) && Object.is(probability, prediction.probability);
    const reason = bitEqual ? null : `found ${raw} from the model, expected the recorded ${prediction.raw}`;
    return { probability: Number.isNaN(probability) ? null : probability, bitEqual, reason };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { probability: null, bitEqual: false, reason: error.message };
  }
}
