import { SECOND_MS } from './time.ts';

/** Most that another clock may be ahead of the platform's: that of a client, or of an event's source. */
export const CLOCK_TOLERANCE_MS = 30 * SECOND_MS;

/**
 * Whether a time that a client states as past is accepted: clocks of two hosts differ, so that a client's present may be
 * ahead of ours. Where such a time is stored it is stored as now.
 *
 * @param time epoch milliseconds
 * @param now  epoch milliseconds
 */
export function isPast(time: number, now: number): boolean {
  return time <= now + CLOCK_TOLERANCE_MS;
}
