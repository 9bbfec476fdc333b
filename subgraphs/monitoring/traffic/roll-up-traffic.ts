import type { Kysely } from 'kysely';
import type { Logger } from '../../shared/logger.ts';
import { Outage } from '../../shared/outage.ts';
import { Turns } from '../../shared/turns.ts';
import { readLogNews } from './log-news.ts';
import { addNews, pruneRollUps, readPosition } from './roll-up-store.ts';

/** What the roll-ups are made with. */
export interface RollUpOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** pause between two looks at the logs, milliseconds */
  readonly everyMs: number;
}

/** Predictions read at a time: some ten milliseconds, in which the embedded database does nothing else. */
const MOST_ROWS = 20_000;
const PRUNE_EVERY_MS = 60_000;

/**
 * One look at the logs: takes over what has settled since the last.
 *
 * @returns whether there is more to take over
 */
export async function rollUpOnce({ db, clock }: Pick<RollUpOptions, 'db' | 'clock'>): Promise<boolean> {
  const now = clock();
  const news = await readLogNews(db, await readPosition(db), MOST_ROWS, now);
  // nothing to remember: where nobody scores, nothing is written
  if (news.traffic.length === 0 && !news.hasMore) return false;
  await addNews(db, news, now);
  return news.hasMore;
}

/**
 * Keeps the roll-ups up to date until it is closed.
 *
 * Any number of processes may do it at once, and any may be killed at any point: what a look found is committed together
 * with how far it has read, and only if nobody else has read so far meanwhile.
 */
export function keepRollUps(options: RollUpOptions): Turns {
  const { db, log, clock, everyMs } = options;
  const outage = new Outage(log, 'the prediction log cannot be rolled up; will try again');
  let prunedAt = Number.NEGATIVE_INFINITY;
  return new Turns(async () => {
    try {
      const hasMore = await rollUpOnce(options);
      // also when the clock was set back
      if (Math.abs(clock() - prunedAt) >= PRUNE_EVERY_MS) {
        await pruneRollUps(db, clock());
        prunedAt = clock();
      }
      outage.over();
      return hasMore ? 0 : everyMs;
    } catch (error) {
      outage.note(error);
      return everyMs;
    }
  });
}
