import type { Database } from '../../../platform/database/database.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { BACKTEST_TOPIC } from '../../../scoring/backtest-topic.ts';
import { MOST_OPEN } from '../jobs/job-table.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { getRegisteredVersion } from '../versions/deployment-store.ts';
import type { Backtest, BacktestPlan } from './rules/backtest.ts';
import { checkPlan } from './rules/check-plan.ts';
import { BACKTESTS, findBacktest, insertBacktest } from './store/backtest-store.ts';

/** Dependencies of {@link Backtests}. */
export interface BacktestsDeps {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/** Requested backtest. */
export interface BacktestRequest extends BacktestPlan {
  readonly model: string;
  readonly version: number;
  /** subject that asks */
  readonly startedBy: string;
}

/** Starts and cancels backtests, which a {@link BacktestRunner} of any process runs. */
export class Backtests {
  readonly #deps: BacktestsDeps;
  readonly #db: ScoresDb;

  constructor(deps: BacktestsDeps) {
    this.#deps = deps;
    this.#db = deps.database.tables<never>();
  }

  /**
   * Queues a backtest of a version of any stage but ARCHIVED.
   *
   * @throws {DomainError} VALIDATION_FAILED, MODEL_VERSION_NOT_FOUND, BACKTEST_QUEUE_FULL
   */
  async start(request: BacktestRequest): Promise<Backtest> {
    const { database, log, clock } = this.#deps;
    const { model, version, startedBy } = request;
    const now = clock();
    checkPlan(request, now);
    const found = await getRegisteredVersion(this.#db, model, version);
    const backtest = await insertBacktest(this.#db, { ...request, digest: found.digest, requestedAt: now });
    if (!backtest) {
      const message = `backtests: found ${MOST_OPEN} that wait or run, expected fewer`;
      throw new DomainError('BACKTEST_QUEUE_FULL', message, { most: MOST_OPEN });
    }
    database.events.publish(BACKTEST_TOPIC);
    log.info({ backtest: backtest.id, model, version, by: startedBy }, 'backtest queued');
    return backtest;
  }

  /**
   * Cancels a backtest that waits or runs; its scores are deleted.
   *
   * @throws {DomainError} BACKTEST_NOT_FOUND, BACKTEST_ENDED
   */
  async cancel(id: number, by: string): Promise<Backtest> {
    const { database, log, clock } = this.#deps;
    const message = `cancelled by ${by}`;
    const cancelled = await BACKTESTS.end(this.#db, id, { status: 'CANCELLED', endedAt: clock(), message });
    if (!cancelled) throw await this.#whyNot(id);
    database.events.publish(BACKTEST_TOPIC);
    log.info({ backtest: id, by }, 'backtest cancelled');
    return cancelled;
  }

  async #whyNot(id: number): Promise<DomainError> {
    const found = await findBacktest(this.#db, id);
    if (!found) return new DomainError('BACKTEST_NOT_FOUND', `found no backtest ${id}`, { id });
    const message = `backtest ${id}: found ${found.status}, expected QUEUED or RUNNING`;
    return new DomainError('BACKTEST_ENDED', message, { id, status: found.status });
  }
}
