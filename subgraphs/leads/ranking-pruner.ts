import type { QueryExecutorProvider } from 'kysely';
import type { Logger } from '../shared/logger.ts';
import { pruneRanking } from './ranking-store.ts';

/** What the pruner works with. */
export interface RankingPrunerOptions {
  readonly db: QueryExecutorProvider;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** how long a replaced version of the ranking is kept, ms */
  readonly retentionMs: number;
}

/** How often within the retention the pruner runs: a version lives at most this share longer. */
const RUNS_PER_RETENTION = 10;

/** Forgets versions of the ranking older than the retention, again and again until it is closed. */
export class RankingPruner {
  readonly #options: RankingPrunerOptions;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();

  constructor(options: RankingPrunerOptions) {
    this.#options = options;
    this.#timer = setInterval(() => {
      this.#running = this.#run();
    }, options.retentionMs / RUNS_PER_RETENTION);
    this.#timer.unref();
  }

  /** Ends after the run under way. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    const { db, log, clock, retentionMs } = this.#options;
    try {
      await pruneRanking(db, clock() - retentionMs);
    } catch (error) {
      log.warn({ err: error }, 'pruning the ranking failed; the next run takes its rows too');
    }
  }
}
