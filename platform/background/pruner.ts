import type { Logger } from '../logger.ts';

/** What a pruner works with. */
export interface PrunerOptions {
  /** what it prunes, for the log */
  readonly name: string;
  /** forgets everything of before the horizon, epoch milliseconds */
  readonly prune: (horizon: number) => Promise<void>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** how long things are kept, ms */
  readonly retentionMs: number;
}

/** How often within the retention the pruner runs: a thing lives at most this share longer. */
const RUNS_PER_RETENTION = 10;
// a process seldom lives for days on end
const LONGEST_PAUSE_MS = 3_600_000;

/** Forgets what is older than the retention, again and again until it is closed. */
export class Pruner {
  readonly #options: PrunerOptions;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();

  constructor(options: PrunerOptions) {
    this.#options = options;
    const pauseMs = Math.min(options.retentionMs / RUNS_PER_RETENTION, LONGEST_PAUSE_MS);
    this.#timer = setInterval(() => {
      this.#running = this.#run();
    }, pauseMs);
    this.#timer.unref();
  }

  /** Ends after the run under way. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    const { name, prune, log, clock, retentionMs } = this.#options;
    try {
      await prune(clock() - retentionMs);
    } catch (error) {
      log.warn({ name, err: error }, 'pruning failed; the next run takes its rows too');
    }
  }
}
