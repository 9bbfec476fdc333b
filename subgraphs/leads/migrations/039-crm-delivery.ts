import { type Kysely, sql } from 'kysely';

/** Deliveries of scores to the CRM, the last one of each lead, and the state of each target. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createDeliveries(db);
  // what the next score of a lead is compared with, also once its delivery was deleted
  await sql`CREATE TABLE leads.crm_last_delivery (
    target text NOT NULL, lead_id text NOT NULL,
    sequence bigint NOT NULL, probability double precision NOT NULL, grade text NOT NULL, model_version text NOT NULL,
    override_id bigint,
    PRIMARY KEY (target, lead_id)
  ) WITH (fillfactor = 80)`.execute(db);
  await sql`CREATE TABLE leads.crm_target (
    target text PRIMARY KEY,
    fingerprint text NOT NULL,
    filled_to text,
    is_filled boolean NOT NULL DEFAULT false,
    error_code text,
    error text,
    paused_since bigint,
    delivered bigint NOT NULL DEFAULT 0,
    updated_at bigint NOT NULL
  ) WITH (fillfactor = 50)`.execute(db);
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leads.crm_delivery (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook_id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    target text NOT NULL CHECK (target IN ('DATABASE', 'WEBHOOK')),
    lead_id text NOT NULL,
    sequence bigint NOT NULL,
    cause text NOT NULL,
    payload jsonb NOT NULL,
    reasons jsonb,
    awaits_reasons boolean NOT NULL,
    state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DELIVERED', 'FAILED', 'SUPERSEDED')),
    attempts integer NOT NULL DEFAULT 0,
    due_at bigint NOT NULL,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    last_code text,
    last_error text
  ) WITH (fillfactor = 80)`.execute(db);
  await sql`CREATE INDEX crm_delivery_due ON leads.crm_delivery (target, due_at, id) WHERE state = 'PENDING'`.execute(
    db,
  );
  await sql`CREATE INDEX crm_delivery_lead ON leads.crm_delivery (lead_id, id)`.execute(db);
  await sql`CREATE INDEX crm_delivery_failed ON leads.crm_delivery (id) WHERE state = 'FAILED'`.execute(db);
  await sql`CREATE INDEX crm_delivery_done ON leads.crm_delivery (changed_at)
    WHERE state IN ('DELIVERED', 'SUPERSEDED')`.execute(db);
}
