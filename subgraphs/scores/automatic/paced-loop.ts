import type { LeaderLease } from '../../../platform/background/leader-lease.ts';
import { OutageLog } from '../../../platform/background/outage-log.ts';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Logger } from '../../../platform/logger.ts';

/** Settings and collaborators of a {@link PacedLoop}. */
export interface PacedLoopOptions {
  readonly lease: Pick<LeaderLease, 'acquire'>;
  /** One turn of the leader. Resolves to the pause after it, ms. */
  readonly turn: () => Promise<number>;
  /** Called whenever another process has the lease. */
  readonly onFollower: () => void;
  /** shortest pause that a wake leaves of a longer one, ms; infinite where no wake cuts a pause */
  readonly paceMs: number;
  readonly startAfterMs?: number;
  readonly log: Logger;
  /** log message of a failed turn, logged once per outage */
  readonly failure: string;
}

/** Pause of a process without the lease, ms. */
const STANDBY_MS = 1_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

/**
 * Runs turns in one process at a time, the one with the lease. Wakes within a pace share a turn, and the pauses between
 * turns that fail double up to half a minute.
 */
export class PacedLoop {
  readonly #options: PacedLoopOptions;
  readonly #outage: OutageLog;
  readonly #loop: PollingLoop;
  /** monotonic time before which no turn begins, ms */
  #notBefore = 0;
  #retryMs = FIRST_RETRY_MS;

  constructor(options: PacedLoopOptions) {
    const { log, failure, startAfterMs = 0 } = options;
    this.#options = options;
    this.#outage = new OutageLog(log, failure);
    this.#loop = new PollingLoop({ everyMs: STANDBY_MS, turn: () => this.#turn(), log, failure, startAfterMs });
  }

  /** Has the next turn run soon: at the pace, and not before the pause of a failed one is over. */
  wake(): void {
    this.#loop.wake();
  }

  /** Has the next turn run at once, whatever failed before. */
  restart(): void {
    this.#notBefore = 0;
    this.#loop.wake();
  }

  /** Ends after the turn under way. */
  async close(): Promise<void> {
    await this.#loop.close();
  }

  async #turn(): Promise<number> {
    const early = this.#notBefore - performance.now();
    if (early > 0) return early;
    const pauseMs = await this.#lead();
    return pauseMs;
  }

  async #lead(): Promise<number> {
    const { lease, turn, onFollower, paceMs } = this.#options;
    try {
      if (!(await lease.acquire())) {
        onFollower();
        return this.#rest(STANDBY_MS, STANDBY_MS);
      }
      const pauseMs = await turn();
      this.#outage.recovered();
      this.#retryMs = FIRST_RETRY_MS;
      return this.#rest(pauseMs, paceMs);
    } catch (error) {
      this.#outage.failed(error);
      const retryMs = this.#retryMs;
      this.#retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
      return this.#rest(retryMs, retryMs);
    }
  }

  /** @param atLeastMs part of the pause that a wake does not cut */
  #rest(pauseMs: number, atLeastMs: number): number {
    this.#notBefore = performance.now() + Math.min(pauseMs, atLeastMs);
    return pauseMs;
  }
}
