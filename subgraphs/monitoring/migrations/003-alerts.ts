import { type Kysely, sql } from 'kysely';
import { createStreamState } from '../../../platform/streams/stream-state.ts';

/** Alert rules, alerts, the stream of their events, their deliveries, and maintenance windows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [RULE, ALERT, OPENING, WAITING, EVENT, BY_SEQUENCE, BY_ALERT])
    await sql.raw(statement).execute(db);
  for (const statement of [DELIVERY, PENDING, BY_EVENT, PACE, MAINTENANCE, RETRAINING, FOLLOWED])
    await sql.raw(statement).execute(db);
  await createStreamState(db, 'monitoring.alert_event');
}

// append-only: the newest revision of a name is in force
const RULE = `CREATE TABLE monitoring.alert_rule (
  name text NOT NULL,
  revision int NOT NULL,
  rule jsonb NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (name, revision)
)`;

// key: the identity as one text. opening: grows with each opening of any alert; null while it has never been open
const ALERT = `CREATE TABLE monitoring.alert (
  key text PRIMARY KEY,
  rule text NOT NULL,
  metric text NOT NULL,
  model text NOT NULL,
  feature text,
  slice text,
  state jsonb NOT NULL,
  opening bigint UNIQUE,
  version int,
  value float8,
  observed_at bigint,
  evidence jsonb
)`;

const OPENING = `CREATE SEQUENCE monitoring.alert_opening`;

// alerts that can change with time alone
const WAITING = `CREATE INDEX alert_waiting ON monitoring.alert (key)
  WHERE state->>'status' = 'OPEN' OR state->'told' IS NOT NULL`;

const EVENT = `CREATE TABLE monitoring.alert_event (
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  transaction_id bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
  alert text NOT NULL,
  metric text NOT NULL,
  type text NOT NULL,
  told text,
  at bigint NOT NULL,
  by text NOT NULL,
  reason text,
  status text NOT NULL,
  severity text,
  openings int NOT NULL,
  threshold float8,
  version int,
  value float8,
  evidence jsonb,
  PRIMARY KEY (transaction_id, sequence)
)`;

const BY_SEQUENCE = `CREATE UNIQUE INDEX alert_event_sequence ON monitoring.alert_event (sequence)`;
const BY_ALERT = `CREATE INDEX alert_event_alert ON monitoring.alert_event (alert, sequence)`;

// receiver: a kind of channel, or RETRAINING. due_at: when it may be claimed; once a claim has expired, by anyone
const DELIVERY = `CREATE TABLE monitoring.alert_delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  webhook_id uuid NOT NULL DEFAULT gen_random_uuid(),
  event bigint NOT NULL,
  receiver text NOT NULL,
  state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DELIVERED', 'FAILED')),
  attempts int NOT NULL DEFAULT 0,
  due_at bigint NOT NULL,
  last_status int,
  last_error text,
  changed_at bigint NOT NULL
)`;

const PENDING = `CREATE INDEX alert_delivery_pending ON monitoring.alert_delivery (receiver, id) WHERE state = 'PENDING'`;
const BY_EVENT = `CREATE INDEX alert_delivery_event ON monitoring.alert_delivery (event)`;

// time up to which a receiver's quota is used, epoch milliseconds
const PACE = `CREATE TABLE monitoring.alert_pace (receiver text PRIMARY KEY, used_until float8 NOT NULL)`;

const MAINTENANCE = `CREATE TABLE monitoring.maintenance_window (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  from_time bigint NOT NULL,
  until_time bigint NOT NULL,
  scope jsonb NOT NULL,
  changed_at bigint NOT NULL,
  changed_by text NOT NULL,
  reason text NOT NULL
)`;

const RETRAINING = `CREATE TABLE monitoring.retraining (model text PRIMARY KEY, requested_at bigint NOT NULL)`;

// position in a stream of another subgraph
const FOLLOWED = `CREATE TABLE monitoring.alert_followed (
  stream text PRIMARY KEY,
  transaction_id bigint NOT NULL,
  sequence bigint NOT NULL
)`;
