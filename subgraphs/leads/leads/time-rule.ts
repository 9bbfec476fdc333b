import type { InputFaults } from '../../../platform/input-faults.ts';
import { isPast } from '../../../platform/past-time.ts';

/**
 * Checks that a time is not in the future, see {@link isPast}.
 *
 * @param where path of the time
 * @param time  epoch milliseconds; null and absent are valid
 * @param now   epoch milliseconds
 */
export function checkNotInFuture(
  faults: InputFaults,
  where: string,
  time: number | null | undefined,
  now: number,
): void {
  if (time == null || isPast(time, now)) return;
  faults.add(where, new Date(time), `no time after ${new Date(now).toISOString()}`);
}

/**
 * Time to store of a fact, by a clock that may be ahead of ours: never after now, and now when absent.
 *
 * @param time epoch milliseconds
 * @param now  epoch milliseconds
 */
export function factTime(time: number | null | undefined, now: number): number {
  return Math.min(time ?? now, now);
}
