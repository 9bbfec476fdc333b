import { type Kysely, sql } from 'kysely';

/** State of the MLflow sync: linked versions, aliases, conflicts and the last sync. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [VERSION, ALIAS, CONFLICT, ONE_OPEN_CONFLICT, CONFLICT_BY_MODEL, SYNC, FIRST_SYNC])
    await sql.raw(statement).execute(db);
}

// version is null for a skipped one, with code and reason, and a fingerprint of its data. stage_here and stage_there are
// the stages at the last sync
const VERSION = `CREATE TABLE models.mlflow_version (
  mlflow_name text NOT NULL,
  mlflow_version int NOT NULL,
  model text,
  version int,
  run_id text,
  fingerprint text NOT NULL,
  skip_code text,
  skip_reason text,
  tags jsonb NOT NULL DEFAULT '{}',
  stage_here text,
  stage_there text,
  seen_at bigint NOT NULL,
  PRIMARY KEY (mlflow_name, mlflow_version),
  UNIQUE (model, version),
  FOREIGN KEY (model, version) REFERENCES models.model_version,
  CHECK ((version IS NULL) = (skip_code IS NOT NULL))
)`;

// MLflow's version numbers of the alias in both registries at the last sync
const ALIAS = `CREATE TABLE models.mlflow_alias (
  mlflow_name text NOT NULL,
  alias text NOT NULL CHECK (alias IN ('champion', 'challenger')),
  here text,
  there text,
  PRIMARY KEY (mlflow_name, alias)
)`;

const CONFLICT = `CREATE TABLE models.mlflow_conflict (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  mlflow_name text NOT NULL,
  subject text NOT NULL,
  here text,
  there text,
  state text NOT NULL CHECK (state IN ('LEFT', 'PENDING', 'REQUESTED', 'WRITTEN_BACK', 'AGREED', 'SUPERSEDED')),
  request_id bigint REFERENCES models.promotion_request,
  detected_at bigint NOT NULL,
  closed_at bigint,
  CHECK ((closed_at IS NULL) = (state IN ('LEFT', 'PENDING', 'REQUESTED')))
)`;

const ONE_OPEN_CONFLICT = `CREATE UNIQUE INDEX mlflow_one_open_conflict
  ON models.mlflow_conflict (mlflow_name, subject) WHERE closed_at IS NULL`;

const CONFLICT_BY_MODEL = `CREATE INDEX mlflow_conflict_model ON models.mlflow_conflict (mlflow_name, id)`;

const SYNC = `CREATE TABLE models.mlflow_sync (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  holder text,
  held_until bigint NOT NULL DEFAULT 0,
  last_synced_at bigint,
  failing_since bigint,
  error_code text,
  error_message text
)`;

const FIRST_SYNC = `INSERT INTO models.mlflow_sync DEFAULT VALUES`;
