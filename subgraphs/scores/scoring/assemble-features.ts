import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../lake/features/features.ts';
import { DAY_MS } from '../../../platform/time.ts';
import type { ScoreRequest } from './score-request.ts';

/**
 * Features of a request: those computed for the lead, overridden by those in the request.
 *
 * An unknown lead, or none, is scored on the features of the request alone; absent ones are missing values.
 *
 * @param computed the lead's features as of `asOf`, absent when the lead is unknown
 * @param asOf     epoch milliseconds; with `createdAt`, the lead's age is the time between them
 * @returns undefined without a known lead and without features in the request
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
