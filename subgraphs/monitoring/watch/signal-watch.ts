import { type Kysely, sql } from 'kysely';
import { LeaderLease } from '../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Logger } from '../../../platform/logger.ts';
import { HOUR_MS, SECOND_MS } from '../../../platform/time.ts';
import type { SignalSink } from '../alerts/rules/signal.ts';
import type { PerformanceService } from '../performance/performance-service.ts';
import { liveWindow } from '../traffic/rules/live-metrics.ts';
import type { TrafficRollUp } from '../traffic/rules/traffic-roll-up.ts';
import type { TimeWindow } from '../windows/time-window.ts';
import { liveSignals } from './live-signals.ts';
import { performanceSignals } from './performance-signals.ts';

/** Settings and collaborators of the {@link SignalWatch}. */
export interface SignalWatchOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly performance: PerformanceService;
  /** reads present traffic */
  readonly readTraffic: (window: TimeWindow) => Promise<readonly TrafficRollUp[]>;
  /** observes the signals */
  readonly sink: SignalSink;
  /** identifies this process among all */
  readonly holder: string;
}

/** Interval between two measurements of live traffic. */
const LIVE_EVERY_MS = SECOND_MS;
const LIVE_WINDOW_SECONDS = 60;
/** Interval between two measurements of performance: outcomes come by the day. */
const PERFORMANCE_EVERY_MS = HOUR_MS;

/**
 * Measures the metrics of live traffic and performance repeatedly, for alert rules. One process does it at a time, the one that has the
 * lease, so that each value is observed once; another takes over when that one stops.
 */
export class SignalWatch {
  readonly #options: SignalWatchOptions;
  readonly #lease: LeaderLease;
  readonly #loops: readonly PollingLoop[];

  constructor(options: SignalWatchOptions) {
    this.#options = options;
    const { db, log, holder } = options;
    this.#lease = new LeaderLease({ db, name: 'monitoring.signals', holder });
    // performance takes long with many leads: a loop of its own, so that live traffic is measured meanwhile
    this.#loops = [
      new PollingLoop({
        everyMs: LIVE_EVERY_MS,
        turn: () => this.#whileLeader(LIVE_EVERY_MS, () => this.measureLive()),
        log,
        failure: 'live traffic cannot be measured for alert rules; retrying',
      }),
      new PollingLoop({
        everyMs: PERFORMANCE_EVERY_MS,
        turn: () => this.#whileLeader(PERFORMANCE_EVERY_MS, () => this.measurePerformance()),
        log,
        failure: 'performance cannot be measured for alert rules; retrying',
      }),
    ];
  }

  /** Ends after what is under way, and lets another process take over at once. */
  async close(): Promise<void> {
    await Promise.all(this.#loops.map((loop) => loop.close()));
    await this.#lease.release().catch((error: unknown) => {
      this.#options.log.warn({ err: error }, 'the lease of signals was not released; it expires');
    });
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
      const measured = await service.measure({ ...champion, source: 'LIVE', selectedFrom: 'B' });
      await sink.observe(performanceSignals(champion, measured));
    }
  }

  /** @returns the pause until the next turn, ms */
  async #whileLeader(everyMs: number, measure: () => Promise<void>): Promise<number> {
    if (!(await this.#lease.acquire())) return LIVE_EVERY_MS;
    await measure();
    return everyMs;
  }
}

/** Lists the models with an open alert: they are watched until it is resolved, live or not. */
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
