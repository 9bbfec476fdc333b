import type { FeatureName, FeatureVector } from '../../../lake/features/features.ts';
import { DAY_MS } from '../../../platform/time.ts';

/** Features at one time. */
export interface TimedFeatures {
  readonly features: FeatureVector;
  /** epoch milliseconds */
  readonly scoredAt: number;
}

// a second: the times of two scores are whole milliseconds
const SAME_DAYS = 1 / 86_400;

/**
 * Features that differ between two scores of a lead although no fact of it did, as far as the values say: `lead_age` and
 * `days_since_interaction` that grew by the time between the scores, and `interactions_7d` that fell while the latest
 * interaction stayed the same.
 */
export function agedFeatures(from: TimedFeatures, to: TimedFeatures): ReadonlySet<FeatureName> {
  const elapsedDays = (to.scoredAt - from.scoredAt) / DAY_MS;
  const growth = (name: FeatureName) =>
    Number(to.features[name] ?? Number.NaN) - Number(from.features[name] ?? Number.NaN);
  const aged = new Set<FeatureName>();
  if (elapsedDays <= 0) return aged;
  for (const name of ['lead_age', 'days_since_interaction'] as const) {
    const grown = growth(name);
    if (grown !== 0 && Math.abs(grown - elapsedDays) <= SAME_DAYS) aged.add(name);
  }
  const sameInteraction = Math.abs(growth('days_since_interaction') - elapsedDays) <= SAME_DAYS;
  if (sameInteraction && growth('interactions_7d') < 0) aged.add('interactions_7d');
  return aged;
}
