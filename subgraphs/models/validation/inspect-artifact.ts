import type { FeatureVector } from '../../../lake/features/features.ts';
import type { ModelSignature } from '../../../scoring/model-manifest.ts';
import type { InputPlan } from '../../../scoring/onnx/onnx-binding.ts';
import { OnnxSession } from '../../../scoring/onnx/onnx-session.ts';
import { compareScores, type ReferenceScores, type ScoreComparison } from './compare-scores.ts';
import { describeOnnx, type OnnxDescription } from './describe-onnx.ts';
import { measureVersion, type VersionMeasures } from './measure-version.ts';
import { warmUp } from './warm-up.ts';

/** File to inspect, with its manifest data. */
export interface Candidate {
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
  /** feature vectors for the warm-up */
  readonly sample: readonly FeatureVector[];
  /** reference scores; absent when the manifest has none */
  readonly reference?: ReferenceScores | undefined;
  /** whether its runs are measured, too; default false */
  readonly isMeasured?: boolean;
}

/** Result of the inspection of a file. */
export interface Inspection {
  readonly description: OnnxDescription;
  readonly inputForm: InputPlan['form'];
  /** absent without reference scores */
  readonly scores?: ScoreComparison;
  /** absent unless they were asked for */
  readonly measures?: VersionMeasures;
}

/**
 * Checks that a file is an ONNX model that fits its signature: loads, binds and runs it, and compares it with its
 * reference scores.
 *
 * Runs untrusted code on this thread: call it in a process that may hang or crash.
 *
 * @throws {DomainError} ARTIFACT_INVALID, ARTIFACT_LOCALE_ABSENT, ARTIFACT_ZIPMAP_OUTPUT, ARTIFACT_MISMATCH,
 *   ARTIFACT_SCORES_DIFFER or MODEL_MEMORY_EXCEEDED
 */
export async function inspectArtifact(candidate: Candidate): Promise<Inspection> {
  const { bytes, signature, sample, reference } = candidate;
  const description = describeOnnx(bytes);
  const session = await OnnxSession.load(bytes, signature);
  try {
    await warmUp(session, sample);
    const scores = reference && (await compareScores(session, signature, reference));
    const measures = candidate.isMeasured ? await measureVersion(session, candidate) : undefined;
    return { description, inputForm: session.inputForm, ...(scores && { scores }), ...(measures && { measures }) };
  } finally {
    await session.release();
  }
}
