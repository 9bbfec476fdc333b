import type { FeatureVector } from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { ModelSession } from './model-session.ts';

/** Result of a model for a batch. */
export interface BatchRun {
  /** per row, in order, the raw probability or the reason for its absence */
  readonly outcomes: readonly (number | Error)[];
  /** duration of the run; of the wait for it where it failed */
  readonly runMs: number;
}

/**
 * Runs a model on a batch; when the batch fails, on each row alone, so that only the rows at fault fail. A model that timed
 * out is not run again: every caller would wait once more.
 */
export async function runWithIsolation(
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
  return new DomainError('INFERENCE_FAILED', 'the model returned no probability for these features');
}
