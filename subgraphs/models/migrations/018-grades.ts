import { type Kysely, sql } from 'kysely';

/** Grade policies of models, append-only, and the current one beside every version that scores. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of [POLICY, APPEND_ONLY, FACTS, LIVE_DEPLOYMENT, REGISTERED_VERSION])
    await sql.raw(statement).execute(db);
}

// version 1 is the default of every model, which has no row
const POLICY = `CREATE TABLE models.grade_policy (
  model text NOT NULL REFERENCES models.model,
  version int NOT NULL CHECK (version > 1),
  a float8 NOT NULL,
  b float8 NOT NULL,
  c float8 NOT NULL,
  set_at bigint NOT NULL,
  set_by text NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (model, version),
  CHECK (1 > a AND a > b AND b > c AND c > 0)
)`;

const APPEND_ONLY = `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON models.grade_policy
  FOR EACH STATEMENT EXECUTE FUNCTION models.refuse_change()`;

const FACTS = `CREATE VIEW models.grade_policy_facts AS
  SELECT model, version, 'v' || version AS name, jsonb_build_object('A', a, 'B', b, 'C', c) AS limits,
    set_at, set_by, reason,
    NOT EXISTS (SELECT 1 FROM models.grade_policy later WHERE later.model = p.model AND later.version > p.version)
      AS is_current
  FROM models.grade_policy p
  UNION ALL
  SELECT name, 1, 'v1', '{"A": 0.4, "B": 0.2, "C": 0.08}', created_at, NULL, NULL,
    NOT EXISTS (SELECT 1 FROM models.grade_policy later WHERE later.model = m.name)
  FROM models.model m`;

// as in 003-rollout, with the grade policy
const LIVE_DEPLOYMENT = `CREATE OR REPLACE VIEW models.live_deployment AS
  SELECT d.*, g.name AS grade_policy, g.limits AS grade_limits FROM (
    SELECT v.model, v.version, 'CHAMPION'::text AS role,
      1 - CASE WHEN r.strategy = 'SHADOW' THEN 0 ELSE COALESCE(r.traffic_share, 0) END AS traffic_share,
      COALESCE(r.salt, '') AS salt, v.digest, v.signature, v.calibration,
      r.id AS rollout, COALESCE(r.holdout_share, 0) AS holdout_share
    FROM models.model_version v LEFT JOIN models.rollout r ON r.model = v.model AND r.ended_at IS NULL
    WHERE v.stage = 'PRODUCTION'
    UNION ALL
    SELECT v.model, v.version, w.role,
      w.weight * CASE WHEN w.role = 'CHALLENGER' OR r.strategy = 'SHADOW' THEN r.traffic_share ELSE 1 END,
      r.salt, v.digest, v.signature, v.calibration, r.id, r.holdout_share
    FROM models.rollout r JOIN models.rollout_version w ON w.rollout = r.id
      JOIN models.model_version v ON v.model = w.model AND v.version = w.version
    WHERE r.ended_at IS NULL
  ) d JOIN models.grade_policy_facts g ON g.model = d.model AND g.is_current`;

const REGISTERED_VERSION = `CREATE OR REPLACE VIEW models.registered_version AS
  SELECT v.model, v.version, v.stage, v.digest, v.signature, v.calibration,
    g.name AS grade_policy, g.limits AS grade_limits
  FROM models.model_version v JOIN models.grade_policy_facts g ON g.model = v.model AND g.is_current`;
