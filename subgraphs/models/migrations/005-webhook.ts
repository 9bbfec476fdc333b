import { type Kysely, sql } from 'kysely';

/** Deliveries of audit events to webhook receivers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [DELIVERY, PENDING]) await sql.raw(statement).execute(db);
}

// event: an id of models.audit_event, which loses none, so it needs no reference. receiver: a digest, as a URL may hold
// a password. due_at: when it may be claimed; once a claim has expired, by anyone
const DELIVERY = `CREATE TABLE models.webhook_delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  webhook_id uuid NOT NULL DEFAULT gen_random_uuid(),
  event bigint NOT NULL,
  receiver text NOT NULL,
  url text NOT NULL,
  state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DELIVERED', 'FAILED')),
  attempts int NOT NULL DEFAULT 0,
  due_at bigint NOT NULL,
  last_status int,
  last_error text,
  changed_at bigint NOT NULL
)`;

const PENDING = `CREATE INDEX webhook_delivery_pending ON models.webhook_delivery (receiver, id) WHERE state = 'PENDING'`;
