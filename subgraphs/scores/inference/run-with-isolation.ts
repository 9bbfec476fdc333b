import type { FeatureVector } from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { ModelSession } from './model-session.ts';

/** What a model made of a batch. */
export interface BatchRun {
  /** per row, in order, the raw probability, or why there is none */
  readonly outcomes: readonly (number | Error)[];
  /** how long the model ran; as long as was waited for it where it failed */
  readonly runMs: number;
}

/**
 * One run for all rows; should the model fail on them together, one run for each, so that only the culprit fails. A model
 * that did not answer in time is not asked again: it would let everybody wait once more.
 */
export async function runEach(
  session: Pick<ModelSession, 'run'>,
  vectors: readonly FeatureVector[],
): Promise<BatchRun> {
  const startedAt = performance.now();
  const waitedMs = (): number => performance.now() - startedAt;
  try {
    const { probabilities, runMs } = await session.run(vectors);
    return { outcomes: Array.from(probabilities, outcomeOf), runMs };
  } catch (error) {
    const isLate = error instanceof DomainError && error.code === 'INFERENCE_TIMEOUT';
    if (vectors.length === 1 || isLate) return { outcomes: vectors.map(() => error as Error), runMs: waitedMs() };
    const alone = (vector: FeatureVector): Promise<number | Error> =>
      session.run([vector]).then(
        ({ probabilities: [raw] }) => outcomeOf(raw as number),
        (reason: Error) => reason,
      );
    return { outcomes: await Promise.all(vectors.map(alone)), runMs: waitedMs() };
  }
}

function outcomeOf(raw: number): number | Error {
  if (!Number.isNaN(raw)) return raw;
  return new DomainError('INFERENCE_FAILED', 'the model gave no probability for these features');
}
