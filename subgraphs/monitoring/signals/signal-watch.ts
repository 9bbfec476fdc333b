import { type Kysely, sql } from 'kysely';
import { LEASE_MS, type Lease, releaseLease, takeLease } from '../../shared/lease.ts';
import type { Logger } from '../../shared/logger.ts';
import { Turns } from '../../shared/turns.ts';
import type { PerformanceService } from '../performance/performance-service.ts';
import { readWindow } from '../traffic/read-window.ts';
import { liveSignals } from './live-signals.ts';
import { performanceSignals } from './performance-signals.ts';
import type { SignalSink } from './signal.ts';

/** What the watch works with. */
export interface SignalWatchOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly performance: PerformanceService;
  /** takes what is found */
  readonly sink: SignalSink;
  /** names this process among all */
  readonly holder: string;
}

/** How often live traffic is measured. */
const LIVE_EVERY_MS = 10_000;
const LIVE_WINDOW_SECONDS = 60;
/** How often performance is measured: outcomes come by the day. */
const PERFORMANCE_EVERY_MS = 3_600_000;

/**
 * Measures what alerts watch, again and again, and hands it to a sink. One process does it at a time, the one that holds
 * the lease, so that each value is observed once; another takes over when that falls silent.
 */
export class SignalWatch {
  readonly #options: SignalWatchOptions;
  readonly #lease: Lease;
  readonly #turns: Turns;
  // by a clock that never runs backwards
  #liveDueAt = 0;
  #performanceDueAt = 0;
  #measuring: Promise<void> = Promise.resolve();
  #isReachable = true;

  constructor(options: SignalWatchOptions) {
    this.#options = options;
    this.#lease = { table: 'monitoring.lease', name: 'signals', holder: options.holder };
    this.#turns = new Turns(() => this.#turn());
  }

  /** Ends after what is under way, and lets another process go on at once. */
  async close(): Promise<void> {
    await this.#turns.close();
    await this.#measuring;
    await releaseLease(this.#options.db, this.#lease).catch((error: unknown) => this.#note(error));
  }

  /** Measures live traffic now, with or without the lease. */
  async measureLive(): Promise<void> {
    const { db, clock, sink } = this.#options;
    const at = clock();
    const models = (await listChampions(db)).map(({ model }) => model);
    const rows = await readWindow(db, at - LIVE_WINDOW_SECONDS * 1_000, at);
    await sink.observe(liveSignals(models, rows, LIVE_WINDOW_SECONDS, at));
  }

  /** Measures the performance of every champion now, with or without the lease. */
  async measurePerformance(): Promise<void> {
    const { db, performance: service, sink } = this.#options;
    for (const champion of await listChampions(db)) {
      const measured = await service.measure({ ...champion, selectedFrom: 'B' });
      await sink.observe(performanceSignals(champion, measured));
    }
  }

  async #turn(): Promise<number> {
    try {
      if (await takeLease(this.#options.db, this.#lease)) await this.#measureWhatIsDue(performance.now());
      this.#isReachable = true;
    } catch (error) {
      this.#note(error);
    }
    return LEASE_MS / 3;
  }

  async #measureWhatIsDue(now: number): Promise<void> {
    if (now >= this.#performanceDueAt) {
      this.#performanceDueAt = now + PERFORMANCE_EVERY_MS;
      // takes long with many leads: live traffic is not left alone meanwhile
      this.#measuring = this.#measuring
        .then(() => this.measurePerformance())
        .catch((error: unknown) => this.#note(error));
    }
    if (now < this.#liveDueAt) return;
    this.#liveDueAt = now + LIVE_EVERY_MS;
    await this.measureLive();
  }

  #note(error: unknown): void {
    // once per outage
    if (this.#isReachable)
      this.#options.log.warn({ err: error }, 'what alerts watch cannot be measured; will try again');
    this.#isReachable = false;
  }
}

async function listChampions(db: Kysely<never>): Promise<readonly { model: string; version: number }[]> {
  const { rows } = await sql<{ model: string; version: number }>`
    SELECT model, version FROM models.live_deployment WHERE role = 'CHAMPION' ORDER BY model`.execute(db);
  return rows;
}
