import { sql } from 'kysely';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import type { BatchJobs } from './batch-jobs.ts';
import { dueSlot, type Schedule } from './rules/due-slot.ts';
import { hasSlot, hasWaitingSlot } from './store/batch-job-store.ts';

/** Dependencies of {@link startSchedule}. */
export interface ScheduleDeps {
  readonly db: ScoresDb;
  readonly jobs: Pick<BatchJobs, 'start'>;
  readonly log: Logger;
  /** epoch milliseconds, the same in all processes */
  readonly clock: () => number;
  readonly schedule: Schedule;
  /** interval between two looks at the clock, milliseconds; default one second */
  readonly everyMs?: number | undefined;
}

/** A slot is due up to this much late. */
const EVERY_MS = 1_000;

/**
 * Starts a batch job for each slot of a schedule, one over all processes. Of slots that were missed while no process ran, the
 * latest is made up for. A slot that comes while the job of an earlier one waits is left out. One whose job cannot be started,
 * as there is no champion or no gold table, is tried again until the next slot.
 */
export function startSchedule(deps: ScheduleDeps): PollingLoop {
  let since: number | undefined;
  let handled: number | undefined;
  return new PollingLoop({
    everyMs: deps.everyMs ?? EVERY_MS,
    turn: async () => {
      since ??= await scheduledSince(deps);
      const slot = dueSlot(deps.schedule, since, deps.clock());
      if (slot !== undefined && slot !== handled) await startSlot(deps, slot);
      handled = slot;
      return undefined;
    },
    log: deps.log,
    failure: 'scheduled batch job cannot be started; retrying',
  });
}

/** Time at which a process first had this schedule: slots before are none of its. */
async function scheduledSince({ db, clock, schedule: { expression, timeZone } }: ScheduleDeps): Promise<number> {
  const now = clock();
  await sql`INSERT INTO scores.batch_schedule (expression, time_zone, since)
    VALUES (${expression}, ${timeZone}, ${now}::bigint) ON CONFLICT DO NOTHING`.execute(db);
  const { rows } = await sql<{ since: number }>`SELECT since FROM scores.batch_schedule
    WHERE expression = ${expression} AND time_zone = ${timeZone}`.execute(db);
  return rows[0]?.since ?? now;
}

async function startSlot({ db, jobs }: ScheduleDeps, slot: number): Promise<void> {
  if ((await hasSlot(db, slot)) || (await hasWaitingSlot(db))) return;
  await jobs.start({ slot, startedBy: 'schedule' }).catch(async (error: unknown) => {
    // another process was first
    if (!(await hasSlot(db, slot))) throw error;
  });
}
