import { type Kysely, sql } from 'kysely';
import { createStreamState } from '../../../platform/streams/stream-state.ts';

/** Rollouts with their versions, their events as a stream, and the traffic split. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of [ROLLOUT, ONE_ROLLOUT, ROLLOUT_VERSION, ROLLOUT_EVENT, BY_ROLLOUT, LEASE, LIVE_DEPLOYMENT])
    await sql.raw(statement).execute(db);
  await createStreamState(db, 'models.rollout_event');
}

const ROLLOUT = `CREATE TABLE models.rollout (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  model text NOT NULL REFERENCES models.model,
  champion int NOT NULL,
  strategy text NOT NULL CHECK (strategy IN ('SHADOW', 'CANARY', 'AB_TEST', 'IMMEDIATE')),
  settings jsonb NOT NULL,
  salt text NOT NULL,
  state jsonb NOT NULL,
  traffic_share float8 NOT NULL DEFAULT 0 CHECK (traffic_share BETWEEN 0 AND 1),
  holdout_share float8 NOT NULL DEFAULT 0 CHECK (holdout_share >= 0 AND holdout_share < 1),
  evidence jsonb,
  created_at bigint NOT NULL,
  requested_by text NOT NULL,
  reason text NOT NULL,
  ended_at bigint,
  end_reason text,
  FOREIGN KEY (model, champion) REFERENCES models.model_version
)`;

const ONE_ROLLOUT = `CREATE UNIQUE INDEX one_rollout ON models.rollout (model) WHERE ended_at IS NULL`;

const ROLLOUT_VERSION = `CREATE TABLE models.rollout_version (
  rollout bigint NOT NULL REFERENCES models.rollout,
  model text NOT NULL,
  version int NOT NULL,
  role text NOT NULL CHECK (role IN ('CHALLENGER', 'SHADOW')),
  weight float8 NOT NULL CHECK (weight > 0 AND weight <= 1),
  PRIMARY KEY (rollout, version),
  FOREIGN KEY (model, version) REFERENCES models.model_version
)`;

const ROLLOUT_EVENT = `CREATE TABLE models.rollout_event (
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  transaction_id bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  rollout bigint NOT NULL REFERENCES models.rollout,
  type text NOT NULL,
  at bigint NOT NULL,
  by text NOT NULL,
  reason text NOT NULL,
  severity text,
  status text NOT NULL,
  step int NOT NULL,
  traffic_share float8 NOT NULL,
  analysis jsonb,
  PRIMARY KEY (transaction_id, sequence)
)`;

const BY_ROLLOUT = `CREATE INDEX rollout_event_rollout ON models.rollout_event (rollout, sequence)`;

// lease of the leader, until a time in epoch milliseconds; unused since leadership.lease
const LEASE = `CREATE TABLE models.lease (name text PRIMARY KEY, holder text NOT NULL, until bigint NOT NULL)`;

// the versions of a rollout that has not begun are included with a share of 0: replicas load them before the first lead
const LIVE_DEPLOYMENT = `CREATE OR REPLACE VIEW models.live_deployment AS
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
  WHERE r.ended_at IS NULL`;
