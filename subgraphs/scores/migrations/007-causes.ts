import { type Kysely, sql } from 'kysely';

/** Scores of sweeps count as backfills: they come back to leads that did not change. */
export async function up(db: Kysely<never>): Promise<void> {
  const marks = sql`cause IN ('BATCH', 'SWEEP', 'BACKTEST') AS is_backfill,
    cause NOT IN ('BATCH', 'SWEEP', 'BACKTEST') AND NOT lead_closed AS is_monitored`;
  await sql`CREATE OR REPLACE VIEW scores.prediction_log AS
    SELECT sequence, id, lead_id, model, version, role, probability, grade, scored_at, latency_ms,
      transaction_id, rollout, request_id, features, role IN ('CHAMPION', 'CHALLENGER') AS is_shown,
      cause, lead_closed, ${marks}
    FROM scores.prediction`.execute(db);
  await sql`CREATE OR REPLACE VIEW scores.failure_log AS SELECT *, ${marks} FROM scores.failure`.execute(db);
}
