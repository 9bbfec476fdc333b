import { refusal } from '../../../platform/refusal.ts';

/** Time window: from ≤ time < until, epoch milliseconds. */
export interface TimeWindow {
  readonly from: number;
  readonly until: number;
}

/**
 * Validates a requested window.
 *
 * @param name of the window, for the message
 * @throws {DomainError} VALIDATION_FAILED when it is empty, or reaches into the future
 */
export function checkTimeWindow(name: string, { from, until }: TimeWindow, now: number): void {
  const iso = (time: number) => new Date(time).toISOString();
  if (!(from < until)) throw refusal('VALIDATION_FAILED', `${name}.from`, iso(from), `a time before ${iso(until)}`);
  if (until > now) throw refusal('VALIDATION_FAILED', `${name}.until`, iso(until), `a time up to now, ${iso(now)}`);
}

/** Window of the same length that ends where this one begins: the second reference of a drift check. */
export function previousWindow({ from, until }: TimeWindow): TimeWindow {
  return { from: from - (until - from), until: from };
}
