import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../lake/features/features.ts';
import type { ScoreRequest } from './score-request.ts';

const DAY_MS = 86_400_000;

/**
 * The features a request is scored on: those computed for the lead, replaced by those the request gives.
 *
 * An unknown lead, or none, is scored on the given features alone; what is not given is missing.
 *
 * @param computed the lead's features as of `asOf`, absent when the lead is unknown
 * @param asOf     epoch milliseconds; with `createdAt`, the lead's age is the time between them
 * @returns undefined when there is neither a known lead nor anything given
 */
export function assembleFeatures(
  { features, createdAt }: Pick<ScoreRequest, 'features' | 'createdAt'>,
  computed: FeatureVector | undefined,
  asOf: number,
): FeatureVector | undefined {
  if (features === undefined && createdAt === undefined) return computed;
  const age = createdAt === undefined ? {} : { lead_age: Math.max(0, asOf - createdAt) / DAY_MS };
  return { ...(computed ?? EMPTY_FEATURE_VECTOR), ...age, ...features };
}
