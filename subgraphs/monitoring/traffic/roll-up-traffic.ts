import type { Kysely } from 'kysely';
import { Outage } from '../../../platform/background/outage-log.ts';
import { Turns } from '../../../platform/background/turns.ts';
import type { Logger } from '../../../platform/logger.ts';
import { readLogNews } from './store/log-backlog.ts';
import { addNews, pruneRollUps, readPosition } from './store/roll-up-store.ts';

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
  if (news.traffic.length === 0 && !news.hasMore && !news.hasBackfills) return false;
  await addNews(db, news, now);
  return news.hasMore;
}

/** So soon after a look, milliseconds, readers read what is new from the logs: less work than another look. */
const FRESH_MS = 750;

/**
 * Keeps the roll-ups up to date until it is closed: looks again and again, and before somebody reads what happens now.
 *
 * Any number of processes may do it at once, and any may be killed at any point: what a look found is committed together
 * with how far it has read, and only if nobody else has read so far meanwhile.
 */
export class RollUpKeeper {
  readonly #options: RollUpOptions;
  readonly #outage: Outage;
  readonly #turns: Turns;
  #look: Promise<void> | undefined;
  #hasMore = false;
  // by a clock that never runs backwards
  #lookedAt = Number.NEGATIVE_INFINITY;
  #prunedAt = Number.NEGATIVE_INFINITY;

  constructor(options: RollUpOptions) {
    this.#options = options;
    this.#outage = new Outage(options.log, 'the prediction log cannot be rolled up; will try again');
    this.#turns = new Turns(() => this.#turn());
  }

  /**
   * Looks at the logs unless it just has, or joins the look under way: most rows are then counted once, not by each reader.
   * Never rejects: what roll-ups do not tell is still in the logs.
   */
  async catchUp(): Promise<void> {
    if (performance.now() - this.#lookedAt >= FRESH_MS) await this.#lookNow();
  }

  /** Ends after the look under way. */
  async close(): Promise<void> {
    await this.#turns.close();
    await this.#look;
  }

  async #turn(): Promise<number> {
    const { everyMs } = this.#options;
    const sinceMs = performance.now() - this.#lookedAt;
    // a reader has looked meanwhile
    if (sinceMs < everyMs && !this.#hasMore) return everyMs - sinceMs;
    await this.#lookNow();
    return this.#hasMore ? 0 : everyMs;
  }

  async #lookNow(): Promise<void> {
    this.#look ??= this.#lookOnce().finally(() => {
      this.#look = undefined;
    });
    await this.#look;
  }

  async #lookOnce(): Promise<void> {
    try {
      this.#hasMore = await rollUpOnce(this.#options);
      await this.#prune();
      this.#outage.over();
    } catch (error) {
      this.#hasMore = false;
      this.#outage.note(error);
    }
    this.#lookedAt = performance.now();
  }

  async #prune(): Promise<void> {
    if (performance.now() - this.#prunedAt < PRUNE_EVERY_MS) return;
    const { db, clock } = this.#options;
    await pruneRollUps(db, clock());
    this.#prunedAt = performance.now();
  }
}
