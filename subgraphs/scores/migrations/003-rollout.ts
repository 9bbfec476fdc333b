import { type Kysely, sql } from 'kysely';

/** Evidence of rollouts: the version of each request, failed requests, and the leads exposed to each version. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`ALTER TABLE scores.prediction ADD COLUMN rollout bigint`.execute(db);
  await createTransactionNumber(db);
  await createFailures(db);
  await createExposures(db);
  await publish(db);
}

/** The number of this transaction as the stream of predictions counts: other logs are read in step with it. */
async function createTransactionNumber(db: Kysely<never>): Promise<void> {
  await sql`CREATE FUNCTION scores.transaction_number() RETURNS bigint LANGUAGE sql VOLATILE AS
    'SELECT pg_current_xact_id()::text::bigint + transaction_offset FROM scores.prediction_stream'`.execute(db);
}

/** Requests that a version failed on, also where another version then answered. */
async function createFailures(db: Kysely<never>): Promise<void> {
  await sql`CREATE TABLE scores.failure (
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    transaction_id bigint NOT NULL DEFAULT scores.transaction_number(),
    model text NOT NULL,
    version integer NOT NULL,
    role text NOT NULL,
    rollout bigint,
    lead_id text,
    request_id text NOT NULL,
    code text NOT NULL,
    failed_at bigint NOT NULL,
    latency_ms double precision NOT NULL,
    PRIMARY KEY (transaction_id, sequence)
  )`.execute(db);
}

/** First exposures of leads to a version, and the number of requests that were dropped for shadows. */
async function createExposures(db: Kysely<never>): Promise<void> {
  // a lead with several rows was exposed to several versions
  await sql`CREATE TABLE scores.exposure (
    rollout bigint NOT NULL,
    lead_id text NOT NULL,
    version integer NOT NULL,
    held_out boolean NOT NULL,
    exposed_at bigint NOT NULL,
    PRIMARY KEY (rollout, lead_id, version, held_out)
  )`.execute(db);
  await sql`CREATE TABLE scores.shadow_drop (
    rollout bigint NOT NULL, version integer NOT NULL, dropped bigint NOT NULL, PRIMARY KEY (rollout, version)
  )`.execute(db);
}

async function publish(db: Kysely<never>): Promise<void> {
  await sql`CREATE OR REPLACE VIEW scores.prediction_log AS
    SELECT sequence, id, lead_id, model, version, role, probability, grade, scored_at, latency_ms,
      transaction_id, rollout, request_id, features, role IN ('CHAMPION', 'CHALLENGER') AS is_shown
    FROM scores.prediction`.execute(db);
  await sql`CREATE VIEW scores.failure_log AS SELECT * FROM scores.failure`.execute(db);
  // every transaction below has ended: its rows of both logs are there for good, or never will be
  await sql`CREATE VIEW scores.log_horizon AS
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + transaction_offset AS transaction_id,
      transaction_offset FROM scores.prediction_stream`.execute(db);
  await sql`CREATE VIEW scores.exposure_log AS SELECT * FROM scores.exposure`.execute(db);
  await sql`CREATE VIEW scores.shadow_drop_log AS SELECT * FROM scores.shadow_drop`.execute(db);
}
