import { LeaderLease } from '../../../platform/background/leader-lease.ts';
import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DomainError, isDatabaseOutage } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { BACKTEST_TOPIC } from '../../../scoring/backtest-topic.ts';
import type { RunDriftCheck } from '../drift/checks/run-drift-check.ts';
import { findBacktestReport } from '../drift/store/report-store.ts';
import type { PerformanceService, VersionPerformance } from '../performance/performance-service.ts';
import type { BacktestFacts } from '../windows/backtest-facts.ts';
import { type BacktestMeasurement, findDueBacktest, putMeasurement } from './store/measurement-store.ts';

/** Settings and collaborators of the {@link BacktestFollower}. */
export interface BacktestFollowerOptions {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly performance: Pick<PerformanceService, 'measure'>;
  readonly runCheck: RunDriftCheck;
  /** maturity window of a model, milliseconds */
  readonly maturityMsOf: (model: string) => number;
  /** interval between two polls without a notification, milliseconds */
  readonly pollMs: number;
  /** identifies this process among all */
  readonly holder: string;
}

/**
 * Measures each backtest once it has succeeded, and daily until all outcomes of its decisions are known; checks it once for
 * drift against the reference window. One process does it at a time.
 */
export class BacktestFollower {
  readonly #options: BacktestFollowerOptions;
  readonly #lease: LeaderLease;
  readonly #loop: PollingLoop;
  /** backtests that cannot be measured, until the next start */
  readonly #skipped = new Set<number>();

  constructor(options: BacktestFollowerOptions) {
    const { database, log, holder, pollMs } = options;
    this.#options = options;
    this.#lease = new LeaderLease({ db: database.tables<never>(), name: 'monitoring.backtests', holder });
    this.#loop = new PollingLoop({
      everyMs: pollMs,
      turn: () => this.#turn(),
      log,
      failure: 'backtests cannot be measured; retrying',
      wakeOn: [(wake) => database.events.subscribe(BACKTEST_TOPIC, wake)],
    });
  }

  /** Ends after the measurement under way. */
  async close(): Promise<void> {
    await this.#loop.close();
  }

  async #turn(): Promise<number | undefined> {
    const { database, clock } = this.#options;
    const due = await findDueBacktest(database.tables<never>(), clock(), [...this.#skipped]);
    if (!due) return undefined;
    const hasRun = await this.#lease.whileLeading(async () => {
      await this.#measure(due);
      return true;
    });
    return hasRun ? 0 : undefined;
  }

  async #measure(backtest: BacktestFacts): Promise<void> {
    const { database, log, clock, performance, maturityMsOf } = this.#options;
    const { id, model, version, until } = backtest;
    try {
      const measuredAt = clock();
      const measured = await performance.measure({
        model,
        version,
        source: 'BACKTEST',
        backtest: id,
        selectedFrom: 'B',
      });
      await this.#checkDrift(backtest);
      const isFinal = until + maturityMsOf(model) <= measuredAt;
      await putMeasurement(database.tables<never>(), measurementOf(id, measured, { measuredAt, isFinal }));
    } catch (error) {
      if (!(error instanceof DomainError) || isDatabaseOutage(error)) throw error;
      this.#skipped.add(id);
      log.warn({ err: error, backtest: id, model, version }, 'backtest cannot be measured');
    }
  }

  async #checkDrift(backtest: BacktestFacts): Promise<void> {
    const { database, log, runCheck } = this.#options;
    const { id, model, version } = backtest;
    if (await findBacktestReport(database.tables<never>(), id)) return;
    try {
      await runCheck({ model, version, backtest, requestedBy: null, slot: null });
    } catch (error) {
      if (!(error instanceof DomainError) || isDatabaseOutage(error)) throw error;
      log.info({ backtest: id, model, version, code: error.code }, 'backtest was not checked for drift');
    }
  }
}

function measurementOf(
  backtest: number,
  { report }: VersionPerformance,
  about: Pick<BacktestMeasurement, 'measuredAt' | 'isFinal'>,
): BacktestMeasurement {
  return {
    backtest,
    ...about,
    matured: report.matured,
    auc: report.auc?.auc ?? null,
    ece: report.calibration?.expectedError ?? null,
    brier: report.brier?.brier ?? null,
    logLoss: report.logLoss ?? null,
  };
}
