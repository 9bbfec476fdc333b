import type { Kysely } from 'kysely';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Logger } from '../../../platform/logger.ts';
import { MINUTE_MS } from '../../../platform/time.ts';
import { readLogBacklog } from './store/log-backlog.ts';
import { addObservations, pruneRollUps, readPosition } from './store/roll-up-store.ts';

/** Settings and collaborators of the {@link RollUpKeeper}. */
export interface RollUpOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** interval between two reads of the logs, milliseconds */
  readonly everyMs: number;
}

/** Predictions read at a time: some ten milliseconds, in which the embedded database does nothing else. */
const MOST_ROWS = 20_000;
const PRUNE_EVERY_MS = MINUTE_MS;

/**
 * Adds what has settled in the logs since the last time to the roll-ups.
 *
 * @returns whether there is more to add
 */
export async function rollUpOnce({ db, clock }: Pick<RollUpOptions, 'db' | 'clock'>): Promise<boolean> {
  const now = clock();
  const backlog = await readLogBacklog(db, await readPosition(db), MOST_ROWS, now);
  // no position to record: without any scoring nothing is written
  if (backlog.traffic.length === 0 && !backlog.hasMore && !backlog.hasBackfills) return false;
  await addObservations(db, backlog, now);
  return backlog.hasMore;
}

/** So soon after a roll-up, milliseconds, readers read what is new from the logs: less work than another roll-up. */
const FRESH_MS = 750;

/**
 * Keeps the roll-ups up to date until it is closed: at regular intervals, and before somebody reads what happens now.
 *
 * Any number of processes may do it at once, and any may be killed at any point: counts are committed together with the
 * position in the logs, and only if no other process has read so far meanwhile.
 */
export class RollUpKeeper {
  readonly #options: RollUpOptions;
  readonly #loop: PollingLoop;
  #rollUp: Promise<void> | undefined;
  #hasMore = false;
  // by a clock that never runs backwards
  #rolledUpAt = Number.NEGATIVE_INFINITY;
  #prunedAt = Number.NEGATIVE_INFINITY;

  constructor(options: RollUpOptions) {
    this.#options = options;
    this.#loop = new PollingLoop({
      everyMs: options.everyMs,
      turn: () => this.#turn(),
      log: options.log,
      failure: 'the prediction log cannot be rolled up; retrying',
    });
  }

  /**
   * Rolls up the logs unless that has just been done, or joins the roll-up under way: most rows are then counted once, not
   * by each reader. Never rejects: rows that are in no roll-up are still in the logs.
   */
  async catchUp(): Promise<void> {
    // the loop logs that the logs cannot be rolled up
    if (performance.now() - this.#rolledUpAt >= FRESH_MS) await this.#rollUpNow().catch(() => undefined);
  }

  /** Ends after the roll-up under way. */
  async close(): Promise<void> {
    await this.#loop.close();
    await this.#rollUp?.catch(() => undefined);
  }

  async #turn(): Promise<number> {
    const { everyMs } = this.#options;
    const sinceMs = performance.now() - this.#rolledUpAt;
    // a reader has caught up meanwhile
    if (sinceMs < everyMs && !this.#hasMore) return everyMs - sinceMs;
    await this.#rollUpNow();
    return this.#hasMore ? 0 : everyMs;
  }

  #rollUpNow(): Promise<void> {
    this.#rollUp ??= this.#rollUpOnce().finally(() => {
      this.#rollUp = undefined;
    });
    return this.#rollUp;
  }

  async #rollUpOnce(): Promise<void> {
    this.#hasMore = false;
    this.#hasMore = await rollUpOnce(this.#options);
    await this.#prune();
    this.#rolledUpAt = performance.now();
  }

  async #prune(): Promise<void> {
    if (performance.now() - this.#prunedAt < PRUNE_EVERY_MS) return;
    const { db, clock } = this.#options;
    await pruneRollUps(db, clock());
    this.#prunedAt = performance.now();
  }
}
