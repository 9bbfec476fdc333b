import type { FeatureVector } from '../../lake/features.ts';
import { DomainError } from '../shared/errors.ts';
import type { PooledSession } from './inference-pool.ts';

/**
 * One run for all rows; should the model fail on them together, one run for each, so that only the culprit fails.
 *
 * @returns per row, in order, the raw probability, or why there is none
 */
export async function runEach(
  session: Pick<PooledSession, 'run'>,
  vectors: readonly FeatureVector[],
): Promise<(number | Error)[]> {
  try {
    return Array.from(await session.run(vectors), outcomeOf);
  } catch (error) {
    if (vectors.length === 1) return [error as Error];
    const alone = (vector: FeatureVector): Promise<number | Error> =>
      session.run([vector]).then(
        ([raw]) => outcomeOf(raw as number),
        (reason: Error) => reason,
      );
    return Promise.all(vectors.map(alone));
  }
}

function outcomeOf(raw: number): number | Error {
  if (!Number.isNaN(raw)) return raw;
  return new DomainError('INFERENCE_FAILED', 'the model gave no probability for these features');
}
