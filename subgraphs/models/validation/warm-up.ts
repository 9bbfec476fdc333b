import {
  EMPTY_FEATURE_VECTOR,
  FEATURES,
  type FeatureDefinition,
  type FeatureVector,
} from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import { refusal } from '../../../platform/refusal.ts';
import type { OnnxSession } from '../../../scoring/onnx/onnx-session.ts';

// largest batch that is ever scored: memory use may grow with the batch
const LARGEST_BATCH = 256;

/**
 * Runs a model on a sample, and on a lead without data, the latter also alone and as the largest batch: a file may be
 * bound to a batch size, or need too much memory for more rows.
 *
 * @param sample feature vectors of real leads, such as the first of the reference window
 * @throws {DomainError} ARTIFACT_INVALID when a run fails, MODEL_MEMORY_EXCEEDED, ARTIFACT_MISMATCH naming the row
 *   without a probability
 */
export async function warmUp(session: OnnxSession, sample: readonly FeatureVector[]): Promise<void> {
  const rows = [unknownLead(), ...sample];
  await run(session, rows.slice(0, 1));
  const probabilities = await run(session, rows.length > 1 ? rows : [...rows, ...rows]);
  await run(
    session,
    Array.from({ length: LARGEST_BATCH }, (_, row) => rows[row % rows.length] as FeatureVector),
  );
  const at = probabilities.findIndex(Number.isNaN);
  if (at === -1) return;
  const where = at === 0 ? 'warm-up on a lead without interactions or company data' : `warm-up on sample row ${at}`;
  const [given] = await session.runUnbounded([rows[at] as FeatureVector]);
  throw refusal('ARTIFACT_MISMATCH', where, `the score ${given}`, 'a finite number from 0 to 1');
}

async function run(session: OnnxSession, rows: readonly FeatureVector[]): Promise<Float64Array> {
  return session.run(rows).catch((cause: Error) => {
    if (!(cause instanceof DomainError) || cause.code !== 'INFERENCE_FAILED') throw cause;
    throw new DomainError('ARTIFACT_INVALID', `warm-up: ${cause.message}`, { where: 'warm-up' }, { cause });
  });
}

/** Features of a lead that was just created: counts are 0, everything else is missing. */
function unknownLead(): FeatureVector {
  const definitions: readonly FeatureDefinition[] = FEATURES;
  const known = definitions.filter(({ whenIdle }) => whenIdle !== undefined).map(({ name }) => [name, 0]);
  return { ...EMPTY_FEATURE_VECTOR, ...Object.fromEntries(known), lead_age: 0 };
}
