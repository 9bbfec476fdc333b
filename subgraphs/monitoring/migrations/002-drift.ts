import { type Kysely, sql } from 'kysely';

/** Drift: fixed reference windows, reports, and the states of streaming detectors. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [REFERENCE_WINDOW, BY_VERSION, REFERENCE_COLUMN, REFUSE, FROZEN_WINDOW, FROZEN_COLUMN])
    await sql.raw(statement).execute(db);
  for (const statement of [REPORT, REPORT_BY_VERSION, FEATURE, SLICE]) await sql.raw(statement).execute(db);
  for (const statement of [DETECTOR, POSITION, CHANGE, CHANGE_BY_VERSION, LEASE]) await sql.raw(statement).execute(db);
}

// the newest of a version applies; with actor, time, reason and address it is its own audit log
const REFERENCE_WINDOW = `CREATE TABLE monitoring.reference_window (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  model text NOT NULL,
  version int NOT NULL,
  from_time bigint NOT NULL,
  until_time bigint NOT NULL,
  rows int NOT NULL CHECK (rows > 0),
  fixed_at bigint NOT NULL,
  fixed_by text NOT NULL,
  reason text NOT NULL,
  client_address text,
  request_id text NOT NULL
)`;

const BY_VERSION = `CREATE INDEX reference_window_version ON monitoring.reference_window (model, version, id)`;

// one value per row of the window, in pages of some thousands; it outlives the predictions it is copied from
const REFERENCE_COLUMN = `CREATE TABLE monitoring.reference_column (
  reference bigint NOT NULL REFERENCES monitoring.reference_window,
  name text NOT NULL,
  page int NOT NULL,
  page_values jsonb NOT NULL,
  PRIMARY KEY (reference, name, page)
)`;

const REFUSE = `CREATE FUNCTION monitoring.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME; END $$`;

const FROZEN_WINDOW = `CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON monitoring.reference_window
  FOR EACH STATEMENT EXECUTE FUNCTION monitoring.refuse_change()`;

const FROZEN_COLUMN = `CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON monitoring.reference_column
  FOR EACH STATEMENT EXECUTE FUNCTION monitoring.refuse_change()`;

// slot: slot of the schedule, which no two processes store twice; null when a person requested the check
const REPORT = `CREATE TABLE monitoring.drift_report (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  model text NOT NULL,
  version int NOT NULL,
  slot bigint,
  requested_by text,
  checked_at bigint NOT NULL,
  duration_ms float8 NOT NULL,
  outcome text NOT NULL,
  previous_outcome text,
  reference_window jsonb NOT NULL,
  current_window jsonb NOT NULL,
  previous_window jsonb,
  UNIQUE (model, version, slot)
)`;

const REPORT_BY_VERSION = `CREATE INDEX drift_report_version ON monitoring.drift_report (model, version, id)`;

const FEATURE = `CREATE TABLE monitoring.drift_feature (
  report bigint NOT NULL REFERENCES monitoring.drift_report ON DELETE CASCADE,
  against text NOT NULL CHECK (against IN ('REFERENCE', 'PREVIOUS')),
  position int NOT NULL,
  feature text NOT NULL,
  outcome text NOT NULL,
  degree float8,
  decided_by text,
  p_value float8 NOT NULL,
  adjusted_p_value float8 NOT NULL,
  contribution float8,
  impact float8,
  details jsonb NOT NULL,
  PRIMARY KEY (report, against, position)
)`;

// features: those that drift within the slice, as they are in drift_feature
const SLICE = `CREATE TABLE monitoring.drift_slice (
  report bigint NOT NULL REFERENCES monitoring.drift_report ON DELETE CASCADE,
  position int NOT NULL,
  dimension text NOT NULL,
  slice text NOT NULL,
  reference_rows int NOT NULL,
  current_rows int NOT NULL,
  outcome text NOT NULL,
  features jsonb NOT NULL,
  PRIMARY KEY (report, position)
)`;

const DETECTOR = `CREATE TABLE monitoring.drift_detector (
  model text NOT NULL,
  version int NOT NULL,
  measure text NOT NULL,
  state jsonb NOT NULL,
  PRIMARY KEY (model, version, measure)
)`;

// position in a stream, as JSON of the stream's own form
const POSITION = `CREATE TABLE monitoring.drift_position (stream text PRIMARY KEY, position jsonb NOT NULL)`;

const CHANGE = `CREATE TABLE monitoring.drift_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  model text NOT NULL,
  version int NOT NULL,
  measure text NOT NULL,
  detector text NOT NULL,
  direction text NOT NULL,
  mean_before float8,
  mean_after float8,
  at bigint NOT NULL,
  found_at bigint NOT NULL
)`;

const CHANGE_BY_VERSION = `CREATE INDEX drift_change_version ON monitoring.drift_change (model, version, id)`;

// right of one process at a time to do some work, until then in epoch milliseconds
const LEASE = `CREATE TABLE monitoring.drift_lease (name text PRIMARY KEY, holder text NOT NULL, until bigint NOT NULL)`;
