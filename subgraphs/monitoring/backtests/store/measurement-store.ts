import { type Kysely, sql } from 'kysely';
import { DAY_MS } from '../../../../platform/time.ts';
import type { BacktestFacts } from '../../windows/backtest-facts.ts';

/** Measured performance of a backtest. A figure that cannot be computed is null. */
export interface BacktestMeasurement {
  readonly backtest: number;
  /** epoch milliseconds */
  readonly measuredAt: number;
  /** whether the outcome of every decision was known */
  readonly isFinal: boolean;
  readonly matured: number;
  readonly auc: number | null;
  readonly ece: number | null;
  readonly brier: number | null;
  /** nats */
  readonly logLoss: number | null;
}

/** Pause between two measurements of a backtest whose outcomes are not all known. */
const AGAIN_AFTER_MS = DAY_MS;

/** Finds the oldest backtest to be measured: one that never was, or whose outcomes were not all known a day ago. */
export async function findDueBacktest(
  db: Kysely<never>,
  now: number,
  skipped: readonly number[],
): Promise<BacktestFacts | undefined> {
  const { rows } = await sql<BacktestFacts>`
    SELECT b.backtest AS id, b.model, b.version, b.from_time AS "from", b.until_time AS until, b.scored
    FROM scores.backtest_log b LEFT JOIN monitoring.backtest_performance p ON p.backtest = b.backtest
    WHERE b.status = 'SUCCEEDED' AND NOT b.is_pruned AND b.scored > 0 AND b.backtest <> ALL(${skipped}::bigint[])
      AND (p.backtest IS NULL OR (NOT p.is_final AND p.measured_at <= ${now - AGAIN_AFTER_MS}::bigint))
    ORDER BY b.backtest LIMIT 1`.execute(db);
  return rows[0];
}

/** Stores the measured performance of a backtest, in place of an earlier measurement. */
export async function putMeasurement(db: Kysely<never>, measured: BacktestMeasurement): Promise<void> {
  const { backtest, measuredAt, isFinal, matured, auc, ece, brier, logLoss } = measured;
  await sql`INSERT INTO monitoring.backtest_performance AS p
      (backtest, measured_at, is_final, matured, auc, ece, brier, log_loss)
    VALUES (${backtest}, ${measuredAt}::bigint, ${isFinal}, ${matured}, ${auc}, ${ece}, ${brier}, ${logLoss})
    ON CONFLICT (backtest) DO UPDATE SET measured_at = excluded.measured_at, is_final = excluded.is_final,
      matured = excluded.matured, auc = excluded.auc, ece = excluded.ece, brier = excluded.brier,
      log_loss = excluded.log_loss`.execute(db);
}
