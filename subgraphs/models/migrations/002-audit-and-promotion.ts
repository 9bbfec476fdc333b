import { type Kysely, sql } from 'kysely';

/** The audit log, the challenger, promotion policies and requests, and the holdout that metrics were measured on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [HOLDOUT, CHALLENGER, ALIASES, NEVER_WITHOUT_CHAMPION, CHAMPION_TRIGGER])
    await sql.raw(statement).execute(db);
  for (const statement of [REFUSE, AUDIT_EVENT, AUDIT_BY_MODEL, EARLIER_CHANGES, AUDIT_APPEND_ONLY, WINDOW_FROZEN])
    await sql.raw(statement).execute(db);
  for (const statement of [POLICY, REQUEST, ONE_OPEN_REQUEST]) await sql.raw(statement).execute(db);
}

const HOLDOUT = `ALTER TABLE models.model_version ADD holdout_digest text`;

// a column and not a table of aliases: there is room for one challenger
const CHALLENGER = `ALTER TABLE models.model ADD challenger int,
  ADD FOREIGN KEY (name, challenger) REFERENCES models.model_version (model, version)`;

const ALIASES = `CREATE VIEW models.model_alias AS
  SELECT model, 'champion' AS alias, version FROM models.model_version WHERE stage = 'PRODUCTION'
  UNION ALL
  SELECT name, 'challenger', challenger FROM models.model WHERE challenger IS NOT NULL`;

const NEVER_WITHOUT_CHAMPION = `CREATE FUNCTION models.keep_champion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM models.model_version WHERE model = OLD.model AND stage = 'PRODUCTION') THEN
    RAISE EXCEPTION 'model % would be left without a champion', OLD.model;
  END IF;
  RETURN NULL;
END $$`;

// deferred to the commit: within a transaction the previous champion leaves before the next one comes
const CHAMPION_TRIGGER = `CREATE CONSTRAINT TRIGGER keep_champion AFTER UPDATE OR DELETE ON models.model_version
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.stage = 'PRODUCTION') EXECUTE FUNCTION models.keep_champion()`;

const REFUSE = `CREATE OR REPLACE FUNCTION models.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME; END $$`;

// no foreign keys: an attempt may name what does not exist
const AUDIT_EVENT = `CREATE TABLE models.audit_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at bigint NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  model text,
  version int,
  reason text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('APPLIED', 'REFUSED')),
  code text,
  message text,
  state_before jsonb,
  state_after jsonb,
  client_address text,
  request_id text
)`;

const AUDIT_BY_MODEL = `CREATE INDEX audit_event_model ON models.audit_event (model, id)`;

const EARLIER_CHANGES = `INSERT INTO models.audit_event
    (at, actor, action, model, version, reason, outcome, state_before, state_after)
  SELECT at, by, action, model, version, reason, 'APPLIED',
    jsonb_build_object('stage', from_stage), jsonb_build_object('stage', to_stage)
  FROM models.stage_change WHERE action <> 'REPLACE' ORDER BY id`;

const AUDIT_APPEND_ONLY = `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON models.audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION models.refuse_change()`;

const WINDOW_FROZEN = `CREATE TRIGGER frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON models.reference_window
  FOR EACH STATEMENT EXECUTE FUNCTION models.refuse_change()`;

const POLICY = `CREATE TABLE models.promotion_policy (
  model text PRIMARY KEY REFERENCES models.model,
  policy jsonb NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL
)`;

const REQUEST = `CREATE TABLE models.promotion_request (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  model text NOT NULL,
  version int NOT NULL,
  status text NOT NULL CHECK (status IN ('OPEN', 'APPROVED', 'REJECTED')),
  requested_at bigint NOT NULL,
  requested_by text NOT NULL,
  request_reason text NOT NULL,
  decided_at bigint,
  decided_by text,
  decision_reason text,
  gates jsonb NOT NULL,
  overridden boolean NOT NULL DEFAULT false,
  FOREIGN KEY (model, version) REFERENCES models.model_version,
  CHECK (status <> 'APPROVED' OR decided_by <> requested_by)
)`;

const ONE_OPEN_REQUEST = `CREATE UNIQUE INDEX one_open_request ON models.promotion_request (model, version)
  WHERE status = 'OPEN'`;
