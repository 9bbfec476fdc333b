import type { InputFaults } from '../../../platform/input-faults.ts';

/**
 * Checks that a time is not in the future.
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
  if (time == null || time <= now) return;
  faults.add(where, new Date(time), `no time after ${new Date(now).toISOString()}`);
}
