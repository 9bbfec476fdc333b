import type { FeatureVector } from '../../../lake/features.ts';
import type { ModelSignature } from '../../shared/model-manifest.ts';
import type { InputPlan } from '../../shared/onnx-binding.ts';
import { OnnxSession } from '../../shared/onnx-session.ts';
import { describeOnnx, type OnnxDescription } from './describe-onnx.ts';
import { warmUp } from './warm-up.ts';

/** A file that wants to be registered. */
export interface Candidate {
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
  /** feature vectors for the warm-up */
  readonly sample: readonly FeatureVector[];
}

/** What registration learns from a file that fits. */
export interface Inspection {
  readonly description: OnnxDescription;
  readonly inputForm: InputPlan['form'];
}

/**
 * Proves that a file is an ONNX model that fits its signature: read, loaded, bound and run.
 *
 * It runs code of whoever made the file, on this thread: call it in a process that may hang or die.
 *
 * @throws {DomainError} ARTIFACT_INVALID, ARTIFACT_LOCALE_ABSENT, ARTIFACT_ZIPMAP_OUTPUT or ARTIFACT_MISMATCH
 */
export async function inspectArtifact({ bytes, signature, sample }: Candidate): Promise<Inspection> {
  const description = describeOnnx(bytes);
  const session = await OnnxSession.load(bytes, signature);
  try {
    await warmUp(session, sample);
    return { description, inputForm: session.inputForm };
  } finally {
    await session.release();
  }
}
