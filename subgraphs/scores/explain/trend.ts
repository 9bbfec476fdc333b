/** Directions of a lead's scores. */
export const TRENDS = { NEW: 'NEW', RISING: 'RISING', STEADY: 'STEADY', FALLING: 'FALLING' } as const;

/** See {@link TRENDS}. */
export type Trend = keyof typeof TRENDS;

/** Least change of probability, 0–1, that counts: two points. A smaller one is within the effect of a day's ageing. */
export const TREND_THRESHOLD = 0.02;

/**
 * Trend of a probability against the lead's previous score: RISING or FALLING from a change of {@link TREND_THRESHOLD}
 * on, STEADY below it, NEW without a previous score.
 *
 * @param probability calibrated, 0–1
 * @param previous    calibrated probability of the score before, absent for a lead's first score
 */
export function trend(probability: number, previous: number | undefined): Trend {
  if (previous === undefined) return 'NEW';
  const change = probability - previous;
  if (Math.abs(change) < TREND_THRESHOLD) return 'STEADY';
  return change > 0 ? 'RISING' : 'FALLING';
}
