import { refusal } from '../../../platform/refusal.ts';

/** A stretch of time: from ≤ time < until, epoch milliseconds. */
export interface TimeWindow {
  readonly from: number;
  readonly until: number;
}

/**
 * Checks a window that rows are read from.
 *
 * @param name which window, for the message
 * @throws {DomainError} VALIDATION_FAILED when it is empty, or reaches into the future
 */
export function checkTimeWindow(name: string, { from, until }: TimeWindow, now: number): void {
  const iso = (time: number) => new Date(time).toISOString();
  if (!(from < until)) throw refusal('VALIDATION_FAILED', `${name}.from`, iso(from), `a time before ${iso(until)}`);
  if (until > now) throw refusal('VALIDATION_FAILED', `${name}.until`, iso(until), `a time up to now, ${iso(now)}`);
}

/** The window just as long that ends where this one begins: the second reference of a check. */
export function previousWindow({ from, until }: TimeWindow): TimeWindow {
  return { from: from - (until - from), until: from };
}
