import { logit } from './log-odds.ts';

/** Directions of a lead's scores. */
export const TRENDS = { NEW: 'NEW', RISING: 'RISING', STEADY: 'STEADY', FALLING: 'FALLING' } as const;

/** See {@link TRENDS}. */
export type Trend = keyof typeof TRENDS;

/**
 * Least change of log-odds that counts, in nats: the odds grow or shrink by the factor 1.28. From a probability of 0.01
 * that is 0.0128 or 0.0078, from 0.5 it is 0.56 or 0.44.
 *
 * On the demo leads, a day without any event changes 97 to 99 of 100 scores by less, and the least that sales do, one
 * e-mail sent, changes 91 of 100 scores by more.
 */
export const TREND_BAND = 0.25;

/**
 * Least distance of a probability from 0 and 1 that counts: closer ones are equal. Models answer in 32-bit floats, whose
 * steps near 1 would pass for a trend, and nobody works on a lead by the difference of 1 in 10,000 from 1 in 100,000.
 */
export const TREND_LIMIT = 1e-4;

/**
 * Trend of a probability against the lead's previous score: RISING or FALLING from a change of log-odds by
 * {@link TREND_BAND} on, STEADY below it, NEW without a previous score. Log-odds, since doubled odds matter to a lead of
 * 1 % as they do to one of 50 %.
 *
 * @param probability calibrated, 0–1
 * @param previous    calibrated probability of the score before, absent for a lead's first score
 */
export function trend(probability: number, previous: number | undefined): Trend {
  if (previous === undefined) return 'NEW';
  const change = logit(limited(probability)) - logit(limited(previous));
  if (Math.abs(change) < TREND_BAND) return 'STEADY';
  return change > 0 ? 'RISING' : 'FALLING';
}

function limited(probability: number): number {
  return Math.min(1 - TREND_LIMIT, Math.max(TREND_LIMIT, probability));
}
