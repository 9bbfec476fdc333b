import { type Kysely, sql } from 'kysely';
import { LeaderLease } from '../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Logger } from '../../../platform/logger.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../platform/time.ts';
import type { SignalSink } from '../alerts/rules/signal.ts';
import type { PerformanceService, VersionPerformance } from '../performance/performance-service.ts';
import { type MeasuredVersion, storePerformance } from '../performance/store/performance-store.ts';
import { liveWindow } from '../traffic/rules/live-metrics.ts';
import type { TrafficRollUp } from '../traffic/rules/traffic-roll-up.ts';
import type { TimeWindow } from '../windows/time-window.ts';
import type { VersionKey } from '../windows/version-facts.ts';
import { freshnessSignals } from './freshness-signals.ts';
import { liveSignals } from './live-signals.ts';
import { performanceSignals } from './performance-signals.ts';
import { readFreshness } from './read-freshness.ts';

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
/** Interval after the first measurement of performance, doubled each time: at first, data may still be loading. */
const FIRST_PERFORMANCE_MS = MINUTE_MS;
/** Interval between two measurements of freshness. */
const FRESHNESS_EVERY_MS = MINUTE_MS;

/**
 * Measures the metrics of live traffic and performance repeatedly, for alert rules. One process does it at a time, the one that has the
 * lease, so that each value is observed once; another takes over when that one stops.
 */
export class SignalWatch {
  readonly #options: SignalWatchOptions;
  readonly #lease: LeaderLease;
  readonly #loops: readonly PollingLoop[];
  #performanceEveryMs = FIRST_PERFORMANCE_MS;

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
        turn: async () => {
          const everyMs = this.#performanceEveryMs;
          const pauseMs = await this.#whileLeader(everyMs, () => this.measurePerformance());
          if (pauseMs === everyMs) this.#performanceEveryMs = Math.min(2 * everyMs, PERFORMANCE_EVERY_MS);
          return pauseMs;
        },
        log,
        failure: 'performance cannot be measured for alert rules; retrying',
      }),
      new PollingLoop({
        everyMs: FRESHNESS_EVERY_MS,
        turn: () => this.#whileLeader(FRESHNESS_EVERY_MS, () => this.measureFreshness()),
        log,
        failure: 'freshness cannot be measured for alert rules; retrying',
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

  /** Measures the age of the newest data now, with or without the lease. */
  async measureFreshness(): Promise<void> {
    const { db, clock, sink } = this.#options;
    await sink.observe(freshnessSignals(await readFreshness(db), clock()));
  }

  /**
   * Measures the performance of every version in the traffic now, with or without the lease, and stores it. Those of the
   * champions are signals for alert rules.
   */
  async measurePerformance(): Promise<void> {
    const { db, performance: service, sink } = this.#options;
    for (const { role, ...version } of await listLive(db)) {
      const measured = await service.measure({ ...version, source: 'LIVE', selectedFrom: 'B' });
      await storePerformance(db, measuredVersion(version, measured));
      if (role === 'CHAMPION') await sink.observe(performanceSignals(version, measured));
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

function measuredVersion(
  { model, version }: VersionKey,
  { measuredAt, report, estimateOfPending }: VersionPerformance,
): MeasuredVersion {
  const { matured, auc, calibration } = report;
  return {
    model,
    version,
    measuredAt,
    matured,
    auc: auc?.auc ?? null,
    estimatedAuc: estimateOfPending?.auc ?? null,
    calibrationError: calibration?.expectedError ?? null,
  };
}

async function listLive(db: Kysely<never>): Promise<readonly (VersionKey & { readonly role: string })[]> {
  const { rows } = await sql<VersionKey & { readonly role: string }>`
    SELECT model, version, role FROM models.live_deployment ORDER BY role, model, version`.execute(db);
  return rows;
}

async function listChampions(db: Kysely<never>): Promise<readonly { model: string; version: number }[]> {
  const { rows } = await sql<{ model: string; version: number }>`
    SELECT model, version FROM models.live_deployment WHERE role = 'CHAMPION' ORDER BY model`.execute(db);
  return rows;
}
