import { type Kysely, sql } from 'kysely';

/** Batch jobs, with their positions in the log and in the lake, and the schedules that start them. */
export async function up(db: Kysely<never>): Promise<void> {
  // slot: scheduled time, so that a schedule starts one job per slot over all replicas; log_position: last lead whose row
  // is stored in the log; lake_position: the same in the lake's table, after part lake_part; lake_intent: last lead of the
  // part that is being appended
  await sql`CREATE TABLE scores.batch_job (
    id text PRIMARY KEY,
    sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    kind text NOT NULL CHECK (kind IN ('SCORE', 'IMPORT')),
    slot bigint UNIQUE,
    model text,
    version integer,
    digest text,
    filter jsonb NOT NULL DEFAULT '{}',
    as_of bigint,
    outputs text[] NOT NULL,
    only_changed boolean NOT NULL,
    source_job text,
    table_version bigint,
    shown boolean,
    status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'CANCELLED', 'FAILED')),
    started_by text NOT NULL,
    requested_at bigint NOT NULL,
    started_at bigint,
    ended_at bigint,
    row_count bigint NOT NULL DEFAULT 0,
    rows_done bigint NOT NULL DEFAULT 0,
    recorded bigint NOT NULL DEFAULT 0,
    appended bigint NOT NULL DEFAULT 0,
    skipped jsonb NOT NULL DEFAULT '{}',
    log_position text,
    lake_position text,
    lake_part integer NOT NULL DEFAULT 0,
    lake_intent text,
    lake_intent_rows bigint NOT NULL DEFAULT 0,
    resumed_at bigint,
    resumed_rows bigint NOT NULL DEFAULT 0,
    progress_at bigint,
    error_code text,
    message text
  )`.execute(db);
  await sql`CREATE INDEX open_batch_job ON scores.batch_job (sequence) WHERE status IN ('QUEUED', 'RUNNING')`.execute(
    db,
  );
  // predictions of another engine come into the log once; an import that was cancelled or failed is resumed by the next
  await sql`CREATE UNIQUE INDEX batch_import ON scores.batch_job (source_job)
    WHERE kind = 'IMPORT' AND status IN ('QUEUED', 'RUNNING', 'SUCCEEDED')`.execute(db);
  await sql`CREATE TABLE scores.batch_schedule (
    expression text NOT NULL,
    time_zone text NOT NULL,
    since bigint NOT NULL,
    PRIMARY KEY (expression, time_zone)
  )`.execute(db);
}
