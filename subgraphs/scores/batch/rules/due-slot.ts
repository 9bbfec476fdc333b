import { Cron } from 'croner';

/** When batch jobs are started. */
export interface Schedule {
  /** cron expression of five fields, or six with seconds first */
  readonly expression: string;
  /** IANA name, such as Asia/Dubai */
  readonly timeZone: string;
}

/**
 * Finds the latest slot of a schedule that is due: of slots that were missed, only that one counts.
 *
 * A local time that a change to summer time skips is due right after the gap, and one that comes twice is due once, for
 * expressions that name an hour.
 *
 * @param since time before which no slot counts, epoch milliseconds
 * @param now   epoch milliseconds
 * @returns epoch milliseconds, after `since` and up to `now`; undefined when none is due
 */
export function dueSlot({ expression, timeZone }: Schedule, since: number, now: number): number | undefined {
  const cron = new Cron(expression, { timezone: timeZone, paused: true });
  // the runs before a time: one at `now` is due
  const slot = cron.previousRuns(1, new Date(now + 1))[0]?.getTime();
  return slot !== undefined && slot > since ? slot : undefined;
}
