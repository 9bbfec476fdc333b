import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { DAY_MS } from '../../platform/time.ts';
import { BacktestRunner } from './backtest/backtest-runner.ts';
import { Backtests } from './backtest/backtests.ts';
import { type Backtest, presentBacktest } from './backtest/graph/backtest.ts';
import { BacktestResolver } from './backtest/graph/backtest-resolver.ts';
import { findBacktest } from './backtest/store/backtest-store.ts';
import { createPastFeatureFunction } from './scoring/past-features.ts';
import type { ModelHost } from './versions/model-host.ts';

/** Dependencies of {@link createBacktests}. */
export interface CreateBacktestsDeps {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly host: Pick<ModelHost, 'load'>;
  /** retention of the scores of backtests, days; unlimited when absent */
  readonly predictionRetentionDays?: number | undefined;
  /** milliseconds between two polls for backtests of other processes; default 2,000 */
  readonly backtestPollMs?: number | undefined;
}

/** Backtests of a process: their use cases, graph and runner. */
export interface BacktestParts {
  readonly backtests: Backtests;
  readonly resolver: BacktestResolver;
  /** Reference resolver of the entity `Backtest`. */
  find(reference: { readonly id: string }): Promise<Backtest | undefined>;
  close(): Promise<void>;
}

/** Wires backtests, and starts running those that wait. */
export async function createBacktests(deps: CreateBacktestsDeps): Promise<BacktestParts> {
  const { database, log, clock, host, predictionRetentionDays: days, backtestPollMs: pollMs = 2_000 } = deps;
  const db = database.tables<never>();
  await createPastFeatureFunction(db);
  const backtests = new Backtests({ database, log, clock });
  const retentionMs = days === undefined ? undefined : days * DAY_MS;
  const runner = new BacktestRunner({ database, host, log, clock, retentionMs, pollMs });
  const find = async ({ id }: { readonly id: string }): Promise<Backtest | undefined> => {
    const found = /^\d{1,15}$/.test(id) ? await findBacktest(db, Number(id)) : undefined;
    return found && presentBacktest(found);
  };
  return { backtests, resolver: new BacktestResolver({ db, backtests }), find, close: () => runner.close() };
}
