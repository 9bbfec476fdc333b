import type { FeatureName, FeatureVector } from '../../../../lake/features/features.ts';
import { calibrate } from '../../../../scoring/calibration.ts';
import { logit } from '../../../../scoring/log-odds.ts';
import type { Calibration } from '../../../../scoring/model-manifest.ts';
import type { OnnxSession } from '../../../../scoring/onnx/onnx-session.ts';

/** Session that runs a model. */
export type ModelRun = Pick<OnnxSession, 'run'>;

/**
 * Mean absolute contribution of each feature to the scores of some rows, by occlusion:
 * mean |logit p(x) − logit p(x without j)|, with calibrated p. Missing values contribute nothing.
 *
 * @param rows at least one
 * @returns log-odds ≥ 0, by feature; a feature without which the model gives no finite score is left out
 * @throws {DomainError} INFERENCE_FAILED
 */
export async function meanContributions(
  session: ModelRun,
  calibration: Calibration,
  features: readonly FeatureName[],
  rows: readonly FeatureVector[],
): Promise<Readonly<Record<string, number>>> {
  const sums = new Map<FeatureName, number>(features.map((feature) => [feature, 0]));
  for (const row of rows) {
    const present = features.filter((feature) => row[feature] !== null && row[feature] !== undefined);
    const raws = await session.run([row, ...present.map((feature) => ({ ...row, [feature]: null }))]);
    const [whole = Number.NaN, ...without] = Array.from(raws, (raw) => logit(calibrate(raw, calibration)));
    for (const [i, feature] of present.entries())
      sums.set(feature, (sums.get(feature) as number) + Math.abs(whole - (without[i] as number)));
  }
  const means = [...sums].map(([feature, sum]) => [feature, sum / rows.length] as const);
  return Object.fromEntries(means.filter(([, mean]) => Number.isFinite(mean)));
}
