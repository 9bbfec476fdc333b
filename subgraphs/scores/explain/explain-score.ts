import type { Prediction } from '../record/prediction.ts';
import type { HistoricalModels } from '../versions/historical-models.ts';
import { occlusions, type Reason, reasons } from './reasons.ts';

/**
 * Computes the strongest reasons of a recorded score, from its features and the version that computed it, in one batch.
 *
 * @param top most reasons
 * @throws {DomainError} ARTIFACT_CORRUPT when that version's artifact is gone or changed
 */
export async function explainScore(models: HistoricalModels, prediction: Prediction, top: number): Promise<Reason[]> {
  const { session, deployment } = await models.get(prediction);
  const { probabilities } = await session.run(occlusions(prediction.features));
  return reasons(prediction.features, probabilities, deployment.calibration, top);
}
