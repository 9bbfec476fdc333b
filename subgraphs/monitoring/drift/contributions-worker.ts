import { parentPort, workerData } from 'node:worker_threads';
import type { FeatureName, FeatureVector } from '../../../lake/features.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Calibration, ModelSignature } from '../../shared/model-manifest.ts';
import { OnnxSession } from '../../shared/onnx-session.ts';
import { meanContributions } from './contributions.ts';

/** What this thread is told. */
export interface ContributionJob {
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
  readonly calibration: Calibration;
  readonly rows: readonly FeatureVector[];
}

/** What it answers, once: contributions by feature, or why there are none. */
export type ContributionAnswer =
  | { readonly contributions: Readonly<Record<string, number>> }
  | { readonly refusal: string };

const { bytes, signature, calibration, rows } = workerData as ContributionJob;
const features = signature.inputs.map(({ name }) => name as FeatureName);
parentPort?.postMessage(await answer());

async function answer(): Promise<ContributionAnswer> {
  try {
    const session = await OnnxSession.load(bytes, signature);
    const contributions = await meanContributions(session, calibration, features, rows);
    // the thread ends only after the runtime has
    await session.release();
    return { contributions };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refusal: error.message };
  }
}
