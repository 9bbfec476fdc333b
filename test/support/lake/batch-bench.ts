import { readFileSync } from 'node:fs';
import type { FeatureVector } from '../../../lake/features/features.ts';
import { createLogger } from '../../../platform/logger.ts';
import { projectFile } from '../../../platform/process/program.ts';
import type { ModelSignature } from '../../../scoring/model-manifest.ts';
import { modelManifest } from '../../../scoring/model-manifest.ts';
import { InferencePool } from '../../../subgraphs/scores/inference/inference-pool.ts';
import type { ScoringVersion } from '../../../subgraphs/scores/inference/scoring-version.ts';

/** A model version and its file. */
export interface BatchModel {
  readonly version: ScoringVersion;
  readonly bytes: Uint8Array;
}

/** A version of a file, whose output is the probability. */
export function batchModel(
  bytes: Uint8Array,
  signature: ModelSignature,
  calibration: ScoringVersion['calibration'] = { method: 'IDENTITY' },
): BatchModel {
  return { bytes, version: { model: 'm', version: 1, digest: '', signature, calibration } };
}

/** A version of the demo. */
export function demoModel(version: 1 | 2): BatchModel {
  const file = (type: string): Buffer =>
    readFileSync(projectFile(`subgraphs/models/demo/lead-conversion-${version}.${type}`));
  const { signature, calibration } = modelManifest
    .pick({ signature: true, calibration: true })
    .parse(JSON.parse(file('json').toString()));
  return batchModel(file('onnx'), signature, calibration);
}

/** Raw outputs as requests get them, each feature vector alone. */
export async function scoreOnline(
  { bytes, version }: BatchModel,
  vectors: readonly FeatureVector[],
): Promise<readonly number[]> {
  const pool = new InferencePool(0, createLogger('silent'));
  const session = await pool.load(bytes, version);
  try {
    const raw: number[] = [];
    for (const vector of vectors) raw.push((await session.run([vector])).probabilities[0] as number);
    return raw;
  } finally {
    await session.release();
    await pool.close();
  }
}
