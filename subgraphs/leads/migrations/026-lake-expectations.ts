import { type Kysely, sql } from 'kysely';

/** State of the lake's tables, the results of their expectations, and since when thresholds are learnt. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [TABLE, RESULT, BY_EXPECTATION, BY_TIME, BASELINE]) await sql.raw(statement).execute(db);
  await sql`CREATE VIEW leads.lake_table_state AS SELECT path, layer, version, passed_version, rows, bytes, files,
    updated_at, refreshed_at, refresh_ms FROM leads.lake_table`.execute(db);
  await sql`CREATE VIEW leads.lake_expectation_log AS SELECT * FROM leads.lake_expectation_result`.execute(db);
}

// as of the last check. passed_version, passed_rows: of the last one in which no gate failed. refreshed_at: when the table was last brought
// up to date, whether or not there was anything new; refresh_ms: interval of refreshes, null without a schedule
const TABLE = `CREATE TABLE leads.lake_table (
  path text PRIMARY KEY,
  layer text NOT NULL,
  version bigint NOT NULL,
  passed_version bigint,
  passed_rows bigint,
  rows bigint NOT NULL,
  bytes bigint NOT NULL,
  files bigint NOT NULL,
  updated_at bigint NOT NULL,
  refreshed_at bigint NOT NULL,
  refresh_ms bigint
)`;

// append-only, pruned. One transaction writes at a time, so that they are committed in the order of sequence
const RESULT = `CREATE TABLE leads.lake_expectation_result (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  layer text NOT NULL,
  path text NOT NULL,
  expectation text NOT NULL,
  severity text NOT NULL,
  status text NOT NULL,
  found float8,
  least float8,
  greatest float8,
  rows bigint NOT NULL,
  version bigint NOT NULL,
  checked_at bigint NOT NULL
)`;

const BY_EXPECTATION = `CREATE INDEX lake_expectation_result_expectation
  ON leads.lake_expectation_result (path, expectation, sequence DESC)`;
const BY_TIME = `CREATE INDEX lake_expectation_result_time ON leads.lake_expectation_result (checked_at)`;

// append-only: the newest of an expectation holds. Results up to the sequence teach nothing
const BASELINE = `CREATE TABLE leads.lake_expectation_baseline (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  path text NOT NULL,
  expectation text NOT NULL,
  sequence bigint NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  reason text NOT NULL
)`;
