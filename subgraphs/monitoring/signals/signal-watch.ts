import { type Kysely, sql } from 'kysely';
import { LEASE_MS, type Lease, releaseLease, takeLease } from '../../shared/lease.ts';
import type { Logger } from '../../shared/logger.ts';
import { Outage } from '../../shared/outage.ts';
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
const LIVE_EVERY_MS = 1_000;
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
  readonly #outage: Outage;
  // by a clock that never runs backwards
  #renewalDueAt = 0;
  #performanceDueAt = 0;
  #hasLease = false;
  #measuring: Promise<void> = Promise.resolve();

  constructor(options: SignalWatchOptions) {
    this.#options = options;
    this.#outage = new Outage(options.log, 'what alerts watch cannot be measured; will try again');
    this.#lease = { table: 'monitoring.lease', name: 'signals', holder: options.holder };
    this.#turns = new Turns(() => this.#turn());
  }

  /** Ends after what is under way, and lets another process go on at once. */
  async close(): Promise<void> {
    await this.#turns.close();
    await this.#measuring;
    await releaseLease(this.#options.db, this.#lease).catch((error: unknown) => this.#outage.note(error));
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
      const now = performance.now();
      await this.#renewLease(now);
      if (this.#hasLease) {
        this.#startPerformance(now);
        await this.measureLive();
      }
      this.#outage.over();
    } catch (error) {
      this.#outage.note(error);
    }
    return LIVE_EVERY_MS;
  }

  async #renewLease(now: number): Promise<void> {
    if (now < this.#renewalDueAt) return;
    this.#hasLease = false;
    this.#hasLease = await takeLease(this.#options.db, this.#lease);
    this.#renewalDueAt = now + LEASE_MS / 3;
  }

  #startPerformance(now: number): void {
    if (now < this.#performanceDueAt) return;
    this.#performanceDueAt = now + PERFORMANCE_EVERY_MS;
    // takes long with many leads: live traffic is not left alone meanwhile
    this.#measuring = this.#measuring
      .then(() => this.measurePerformance())
      .catch((error: unknown) => this.#outage.note(error));
  }
}

async function listChampions(db: Kysely<never>): Promise<readonly { model: string; version: number }[]> {
  const { rows } = await sql<{ model: string; version: number }>`
    SELECT model, version FROM models.live_deployment WHERE role = 'CHAMPION' ORDER BY model`.execute(db);
  return rows;
}
