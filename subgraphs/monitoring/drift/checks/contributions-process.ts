import type { FeatureName, FeatureVector } from '../../../../lake/features/features.ts';
import { DomainError } from '../../../../platform/errors.ts';
import type { Calibration, ModelSignature } from '../../../../scoring/model-manifest.ts';
import { OnnxSession } from '../../../../scoring/onnx/onnx-session.ts';
import { meanContributions } from './contributions.ts';

/** Job of this process. */
export interface ContributionJob {
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
  readonly calibration: Calibration;
  readonly rows: readonly FeatureVector[];
}

/** Answer of this process: contributions by feature, or the reason for none. */
export type ContributionAnswer =
  | { readonly contributions: Readonly<Record<string, number>> }
  | { readonly refusal: string };

// an unexpected error ends the process: the parent reports how
process.once('message', async (job: ContributionJob) => {
  process.send?.(await answer(job));
  // end of the messages
  process.send?.(null, () => process.disconnect());
});

async function answer({ bytes, signature, calibration, rows }: ContributionJob): Promise<ContributionAnswer> {
  const features = signature.inputs.map(({ name }) => name as FeatureName);
  try {
    const session = await OnnxSession.load(bytes, signature);
    return { contributions: await meanContributions(session, calibration, features, rows) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { refusal: error.message };
  }
}
