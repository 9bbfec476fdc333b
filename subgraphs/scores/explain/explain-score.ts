import type { Prediction } from '../record/prediction.ts';
import type { RecordedModels } from '../versions/historical-models.ts';
import { occlusions, type Reason, reasons } from './reasons.ts';

/**
 * The strongest reasons of a recorded score, from its recorded features and the version that computed it: one batch.
 *
 * @param top how many at most
 * @throws {DomainError} ARTIFACT_CORRUPT when that version's artifact is gone or changed
 */
export async function explainScore(models: RecordedModels, prediction: Prediction, top: number): Promise<Reason[]> {
  const { session, deployment } = await models.get(prediction);
  const { probabilities } = await session.run(occlusions(prediction.features));
  return reasons(prediction.features, probabilities, deployment.calibration, top);
}
