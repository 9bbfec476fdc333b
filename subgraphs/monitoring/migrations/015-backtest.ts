import { type Kysely, sql } from 'kysely';

/** Drift reports of backtests, and their measured performance, which the gates of promotions read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE monitoring.drift_report ADD COLUMN backtest bigint`.execute(db);
  await sql`CREATE UNIQUE INDEX drift_report_backtest ON monitoring.drift_report (backtest)
    WHERE backtest IS NOT NULL`.execute(db);
  // is_final: whether the outcome of every decision was known, so that it need not be measured again
  await sql`CREATE TABLE monitoring.backtest_performance (
    backtest bigint PRIMARY KEY, measured_at bigint NOT NULL, is_final boolean NOT NULL, matured integer NOT NULL,
    auc float8, ece float8, brier float8, log_loss float8
  )`.execute(db);
  await sql`CREATE VIEW monitoring.backtest_performance_log AS SELECT * FROM monitoring.backtest_performance`.execute(
    db,
  );
}
