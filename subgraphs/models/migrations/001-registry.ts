import { type Kysely, sql } from 'kysely';

/** Models, their versions, artifacts, reference windows and the append-only history of stages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [MODEL, ARTIFACT, VERSION, ONE_CHAMPION, REFERENCE_WINDOW, STAGE_CHANGE, BY_VERSION])
    await sql.raw(statement).execute(db);
  for (const statement of [REFUSE, APPEND_ONLY, LIVE_DEPLOYMENT]) await sql.raw(statement).execute(db);
}

const MODEL = `CREATE TABLE models.model (name text PRIMARY KEY, created_at bigint NOT NULL)`;

const ARTIFACT = `CREATE TABLE models.artifact (
  digest text PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
  bytes bytea NOT NULL,
  size_bytes int NOT NULL
)`;

const VERSION = `CREATE TABLE models.model_version (
  model text NOT NULL REFERENCES models.model,
  version int NOT NULL CHECK (version > 0),
  stage text NOT NULL CHECK (stage IN ('NONE', 'STAGING', 'PRODUCTION', 'ARCHIVED')),
  digest text NOT NULL REFERENCES models.artifact,
  description text NOT NULL,
  framework text NOT NULL,
  command text NOT NULL,
  signature jsonb NOT NULL,
  input_form text NOT NULL CHECK (input_form IN ('COLUMNS', 'MATRIX')),
  calibration jsonb NOT NULL,
  metrics jsonb NOT NULL,
  split jsonb,
  created_at bigint NOT NULL,
  created_by text NOT NULL,
  promoted_at bigint,
  PRIMARY KEY (model, version)
)`;

// the champion is the version in Production: there are never two
const ONE_CHAMPION = `CREATE UNIQUE INDEX one_champion ON models.model_version (model) WHERE stage = 'PRODUCTION'`;

const REFERENCE_WINDOW = `CREATE TABLE models.reference_window (
  model text NOT NULL,
  version int NOT NULL,
  from_time bigint NOT NULL,
  until_time bigint NOT NULL,
  rows int NOT NULL,
  features jsonb NOT NULL,
  scores jsonb NOT NULL,
  PRIMARY KEY (model, version),
  FOREIGN KEY (model, version) REFERENCES models.model_version
)`;

const STAGE_CHANGE = `CREATE TABLE models.stage_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  model text NOT NULL,
  version int NOT NULL,
  action text NOT NULL,
  from_stage text,
  to_stage text NOT NULL,
  at bigint NOT NULL,
  by text NOT NULL,
  reason text NOT NULL,
  FOREIGN KEY (model, version) REFERENCES models.model_version
)`;

const BY_VERSION = `CREATE INDEX stage_change_model ON models.stage_change (model, id)`;

const REFUSE = `CREATE FUNCTION models.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'models.stage_change is append-only'; END $$`;

const APPEND_ONLY = `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON models.stage_change
  FOR EACH STATEMENT EXECUTE FUNCTION models.refuse_change()`;

const LIVE_DEPLOYMENT = `CREATE VIEW models.live_deployment AS
  SELECT model, version, 'CHAMPION'::text AS role, 1::float8 AS traffic_share, ''::text AS salt,
    digest, signature, calibration
  FROM models.model_version WHERE stage = 'PRODUCTION'`;
