import { type Kysely, sql } from 'kysely';
import { HeldLease } from '../../../platform/background/held-lease.ts';
import { Outage } from '../../../platform/background/outage-log.ts';
import { Turns } from '../../../platform/background/turns.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { SignalSink } from '../alerts/rules/signal.ts';
import type { PerformanceService } from '../performance/performance-service.ts';
import { liveWindow } from '../traffic/rules/live-metrics.ts';
import type { TrafficRollUp } from '../traffic/rules/traffic-roll-up.ts';
import type { TimeWindow } from '../windows/time-window.ts';
import { liveSignals } from './live-signals.ts';
import { performanceSignals } from './performance-signals.ts';

/** What the watch works with. */
export interface SignalWatchOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly performance: PerformanceService;
  /** reads what happens now */
  readonly readTraffic: (window: TimeWindow) => Promise<readonly TrafficRollUp[]>;
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
  readonly #lease: HeldLease;
  readonly #turns: Turns;
  readonly #outage: Outage;
  // by a clock that never runs backwards
  #performanceDueAt = 0;
  #measuring: Promise<void> = Promise.resolve();

  constructor(options: SignalWatchOptions) {
    this.#options = options;
    this.#outage = new Outage(options.log, 'what alerts watch cannot be measured; will try again');
    this.#lease = new HeldLease(options.db, { table: 'monitoring.lease', name: 'signals', holder: options.holder });
    this.#turns = new Turns(() => this.#turn());
  }

  /** Ends after what is under way, and lets another process go on at once. */
  async close(): Promise<void> {
    await this.#turns.close();
    await this.#measuring;
    await this.#lease.release().catch((error: unknown) => this.#outage.note(error));
  }

  /** Measures live traffic now, with or without the lease. */
  async measureLive(): Promise<void> {
    const { db, clock, readTraffic, sink } = this.#options;
    const at = clock();
    const models = (await listChampions(db)).map(({ model }) => model);
    const window = liveWindow(at, LIVE_WINDOW_SECONDS);
    const rows = await readTraffic(window);
    await sink.observe(liveSignals(models, rows, window, await listAlertedModels(db)));
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
      if (await this.#lease.hold()) {
        this.#startPerformance(performance.now());
        await this.measureLive();
      }
      this.#outage.over();
    } catch (error) {
      this.#outage.note(error);
    }
    return LIVE_EVERY_MS;
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

/** Models with an open alert: they are watched until it is over, live or not. */
async function listAlertedModels(db: Kysely<never>): Promise<readonly string[]> {
  const { rows } = await sql<{ model: string }>`SELECT DISTINCT model FROM monitoring.alert
    WHERE state->>'status' IN ('OPEN', 'ACKNOWLEDGED')`.execute(db);
  return rows.map(({ model }) => model);
}

async function listChampions(db: Kysely<never>): Promise<readonly { model: string; version: number }[]> {
  const { rows } = await sql<{ model: string; version: number }>`
    SELECT model, version FROM models.live_deployment WHERE role = 'CHAMPION' ORDER BY model`.execute(db);
  return rows;
}
