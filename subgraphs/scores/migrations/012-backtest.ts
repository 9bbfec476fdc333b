import { type Kysely, sql } from 'kysely';

/** Backtests and their scores, apart from the prediction log: the past is no traffic. */
export async function up(db: Kysely<never>): Promise<void> {
  // position: creation time and id of the last lead whose scores are stored; pruned_at: from when on the scores are
  // deleted; is_emptied: whether all are
  await sql`CREATE TABLE scores.backtest (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model text NOT NULL,
    version integer NOT NULL,
    digest text NOT NULL,
    decision_time text NOT NULL,
    lead_ages double precision[] NOT NULL,
    from_time bigint NOT NULL,
    until_time bigint NOT NULL,
    status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'CANCELLED', 'FAILED')),
    started_by text NOT NULL,
    requested_at bigint NOT NULL,
    started_at bigint,
    ended_at bigint,
    leads bigint NOT NULL DEFAULT 0,
    leads_done bigint NOT NULL DEFAULT 0,
    scored bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    position_created_at bigint,
    position_lead_id text,
    error_code text,
    message text,
    pruned_at bigint,
    is_emptied boolean NOT NULL DEFAULT false
  )`.execute(db);
  await sql`CREATE INDEX backtest_of_version ON scores.backtest (model, version, id)`.execute(db);
  await sql`CREATE INDEX open_backtest ON scores.backtest (id) WHERE status IN ('QUEUED', 'RUNNING')`.execute(db);
  await sql`CREATE TABLE scores.backtest_score (
    backtest bigint NOT NULL,
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    lead_id text NOT NULL,
    raw double precision NOT NULL,
    probability double precision NOT NULL,
    grade text NOT NULL,
    grade_policy text NOT NULL,
    scored_at bigint NOT NULL,
    features jsonb NOT NULL,
    PRIMARY KEY (backtest, scored_at, sequence)
  )`.execute(db);
  await sql`CREATE VIEW scores.backtest_log AS
    SELECT id AS backtest, model, version, digest, status, decision_time, lead_ages, from_time, until_time, ended_at, scored,
      pruned_at IS NOT NULL AS is_pruned
    FROM scores.backtest`.execute(db);
  await sql`CREATE VIEW scores.backtest_score_log AS
    SELECT backtest, sequence, lead_id, probability, grade, features, scored_at FROM scores.backtest_score`.execute(db);
}
