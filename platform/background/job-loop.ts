import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { LeaderLease } from './leader-lease.ts';
import { PollingLoop, type PollingLoopOptions } from './polling-loop.ts';

/** Settings and collaborators of {@link startJobLoop}. */
export interface JobLoopOptions extends Pick<PollingLoopOptions, 'everyMs' | 'log' | 'failure'> {
  readonly database: Database;
  /** name of the lease of the process that runs the jobs */
  readonly lease: string;
  /** event that tells of a new job */
  readonly topic: string;
  /** Whether a job waits or runs. */
  readonly hasOpen: () => Promise<boolean>;
  /** Runs the next job. Resolves to whether there was one. */
  readonly runNext: () => Promise<boolean>;
  /** Work without the lease while there is no job. Resolves to whether there is more of it. */
  readonly whenIdle?: () => Promise<boolean>;
}

/** Runs stored jobs one after another, in one process at a time: the one that has the lease. */
export function startJobLoop(options: JobLoopOptions): PollingLoop {
  const { database, lease: name, topic, hasOpen, runNext, whenIdle, everyMs, log, failure } = options;
  const lease = new LeaderLease({ db: database.tables<never>('long'), name, holder: randomUUID() });
  const turn = async (): Promise<number | undefined> => {
    const hasMore = (await hasOpen()) ? await lease.whileLeading(runNext) : await whenIdle?.();
    return hasMore ? 0 : undefined;
  };
  const wakeOn = [(wake: () => void) => database.events.subscribe(topic, wake)];
  return new PollingLoop({ everyMs, turn, log, failure, wakeOn });
}
