import { type Kysely, sql } from 'kysely';

/** Causes of scores, and whether their leads were closed: backfills stay out of traffic and drift. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const table of ['scores.prediction', 'scores.failure']) {
    await sql`ALTER TABLE ${sql.table(table)}
      ADD COLUMN cause text NOT NULL DEFAULT 'REQUESTED', ADD COLUMN lead_closed boolean NOT NULL DEFAULT false`.execute(
      db,
    );
  }
  // until now nothing but the bulk run over the demo leads had this id
  await sql`UPDATE scores.prediction SET cause = 'BATCH' WHERE request_id = 'score-all'`.execute(db);
  const marks = sql`cause IN ('BATCH', 'BACKTEST') AS is_backfill,
    cause NOT IN ('BATCH', 'BACKTEST') AND NOT lead_closed AS is_monitored`;
  await sql`CREATE OR REPLACE VIEW scores.prediction_log AS
    SELECT sequence, id, lead_id, model, version, role, probability, grade, scored_at, latency_ms,
      transaction_id, rollout, request_id, features, role IN ('CHAMPION', 'CHALLENGER') AS is_shown,
      cause, lead_closed, ${marks}
    FROM scores.prediction`.execute(db);
  await sql`CREATE OR REPLACE VIEW scores.failure_log AS SELECT *, ${marks} FROM scores.failure`.execute(db);
  await sql`CREATE VIEW scores.written_back_score AS
    SELECT lead_id, sequence, model, version, probability, points, grade, scored_at
    FROM scores.prediction WHERE lead_id IS NOT NULL AND role IN ('CHAMPION', 'CHALLENGER')`.execute(db);
}
