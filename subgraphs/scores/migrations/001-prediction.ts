import { type Kysely, sql } from 'kysely';

/** The prediction log: every score ever given, what each was computed with, and the view others read. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`CREATE TABLE scores.prediction (
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    id text PRIMARY KEY,
    lead_id text,
    model text NOT NULL,
    version integer NOT NULL,
    digest text NOT NULL,
    role text NOT NULL,
    raw double precision NOT NULL,
    probability double precision NOT NULL,
    points integer NOT NULL,
    grade text NOT NULL,
    grade_policy text NOT NULL,
    features jsonb NOT NULL,
    scored_at bigint NOT NULL,
    latency_ms double precision NOT NULL,
    request_id text NOT NULL,
    idempotency_key text,
    request_digest text
  )`.execute(db);
  await sql`CREATE INDEX prediction_lead ON scores.prediction (lead_id, sequence DESC)`.execute(db);
  await sql`CREATE INDEX prediction_scored_at ON scores.prediction (scored_at)`.execute(db);
  // partial: most scores have no key, and then the index costs them nothing
  await sql`CREATE UNIQUE INDEX prediction_idempotency_key ON scores.prediction (idempotency_key)
    WHERE idempotency_key IS NOT NULL`.execute(db);
  await sql`CREATE TABLE scores.scoring_version (
    model text NOT NULL, version integer NOT NULL, digest text NOT NULL, signature jsonb NOT NULL,
    calibration jsonb NOT NULL, PRIMARY KEY (model, version, digest)
  )`.execute(db);
  await sql`CREATE VIEW scores.prediction_log AS
    SELECT sequence, id, lead_id, model, version, role, probability, grade, scored_at, latency_ms
    FROM scores.prediction`.execute(db);
}
