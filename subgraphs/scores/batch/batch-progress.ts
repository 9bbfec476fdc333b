import { setTimeout as sleep } from 'node:timers/promises';
import type { Events } from '../../../platform/database/events.ts';
import { DomainError } from '../../../platform/errors.ts';
import { StreamIterator } from '../../../platform/streams/stream-iterator.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { BATCH_PROGRESS_TOPIC } from './batch-topics.ts';
import { type BatchJob, hasEnded } from './rules/batch-job.ts';
import { findJob } from './store/batch-job-store.ts';

/** Dependencies and settings of {@link followJob}. */
export interface FollowJobDeps {
  readonly db: ScoresDb;
  readonly events: Pick<Events, 'subscribe'>;
  /** interval between two polls without a notification, milliseconds; default one second */
  readonly pollMs?: number | undefined;
}

const POLL_MS = 1_000;
/** Shortest time between two states, ms. */
const PACE_MS = 100;

/**
 * Follows a batch job: its state now, then each state that differs, at most ten a second, until it has ended. The final state
 * always comes.
 *
 * @throws {DomainError} BATCH_JOB_NOT_FOUND
 */
export async function followJob(
  { db, events, pollMs = POLL_MS }: FollowJobDeps,
  id: string,
): Promise<AsyncIterableIterator<BatchJob, undefined>> {
  const first = await findJob(db, id);
  if (!first) throw new DomainError('BATCH_JOB_NOT_FOUND', `found no batch job ${id}`, { id });
  const ended = new AbortController();
  let wake = (): void => undefined;
  let woken: Promise<void>;
  const listen = (): void => {
    woken = new Promise((resolve) => {
      wake = resolve;
    });
  };
  listen();
  const unsubscribe = events.subscribe(BATCH_PROGRESS_TOPIC, () => wake());
  let sent: BatchJob | undefined;
  const pull = async (): Promise<BatchJob | undefined> => {
    if (sent && hasEnded(sent)) return undefined;
    for (let job: BatchJob | undefined = first; ; ) {
      if (sent) {
        await sleep(PACE_MS, undefined, { ref: false });
        listen();
        job = await findJob(db, id);
      }
      if (!job || ended.signal.aborted) return undefined;
      if (!sent || isChanged(sent, job)) {
        sent = job;
        return job;
      }
      await pause(pollMs, woken, ended.signal);
    }
  };
  return new StreamIterator(pull, () => {
    unsubscribe();
    ended.abort();
  });
}

function isChanged(before: BatchJob, now: BatchJob): boolean {
  return before.status !== now.status || before.rowsDone !== now.rowsDone || before.rows !== now.rows;
}

async function pause(ms: number, woken: Promise<void>, ended: AbortSignal): Promise<void> {
  const timer = new AbortController();
  const signal = AbortSignal.any([timer.signal, ended]);
  await Promise.race([sleep(ms, undefined, { signal, ref: false }).catch(() => undefined), woken]);
  timer.abort();
}
