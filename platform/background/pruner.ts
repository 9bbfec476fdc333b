import type { Logger } from '../logger.ts';
import { HOUR_MS } from '../time.ts';
import { PollingLoop } from './polling-loop.ts';

/** Settings and collaborators of {@link startPruner}. */
export interface PrunerOptions {
  /** the pruned things, for the log: `predictions` */
  readonly name: string;
  /** deletes everything older than the horizon, epoch milliseconds */
  readonly prune: (horizon: number) => Promise<void>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** how long things are kept, ms */
  readonly retentionMs: number;
}

/** Runs per retention period: a thing outlives its retention by at most this share of it. */
const RUNS_PER_RETENTION = 10;
// a process seldom lives for days on end
const LONGEST_PAUSE_MS = HOUR_MS;

/** Deletes what is older than the retention, repeatedly until it is closed; the next run makes up for a failed one. */
export function startPruner({ name, prune, log, clock, retentionMs }: PrunerOptions): PollingLoop {
  const everyMs = Math.min(retentionMs / RUNS_PER_RETENTION, LONGEST_PAUSE_MS);
  return new PollingLoop({
    everyMs,
    startAfterMs: everyMs,
    turn: async () => {
      await prune(clock() - retentionMs);
      return undefined;
    },
    log,
    failure: `pruning of ${name} failed; the next run makes up for it`,
  });
}
