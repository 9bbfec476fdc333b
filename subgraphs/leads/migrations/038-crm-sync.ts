import { type Kysely, sql } from 'kysely';

/** How far each entity of the CRM was read, and its rows that could not be written: by key, without their content. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leads.crm_position (
    entity text PRIMARY KEY,
    -- one more with each write: a second writer finds another one than it read
    revision bigint NOT NULL DEFAULT 0,
    -- position of the changes that were read; null before the first row
    watermark text, key text,
    -- last key of the walk over all rows that is under way, and whether it is the first one; walk null when none is
    walk text CHECK (walk IN ('BACKFILL', 'COMPARE')), walk_key text, walk_rows bigint NOT NULL DEFAULT 0,
    walk_total bigint, walk_started_at bigint, walked_at bigint,
    -- leads that the last comparison did not find in the CRM, where they are too many to remove them unasked
    held_removals bigint,
    -- requests to the process that syncs, which does not write them
    compare_requested_at bigint, schema_accepted_at bigint, accepted_removals bigint,
    rows_read bigint NOT NULL DEFAULT 0, rows_written bigint NOT NULL DEFAULT 0,
    -- of the mapping and of the columns it names in the CRM
    mapping_digest text, fingerprint text,
    -- every change that was committed in the CRM before this time is here
    caught_up_at bigint,
    error_code text, error_message text, error_since bigint,
    changed_at bigint NOT NULL
  )`.execute(db);
  await sql`CREATE TABLE leads.crm_parked_row (
    id bigint GENERATED ALWAYS AS IDENTITY, entity text NOT NULL, key text NOT NULL, code text NOT NULL, message text NOT NULL,
    -- lead that the row waits for
    lead_id text, parked_at bigint NOT NULL, attempts integer NOT NULL DEFAULT 1, is_due boolean NOT NULL DEFAULT false,
    PRIMARY KEY (entity, key)
  )`.execute(db);
  await sql`CREATE UNIQUE INDEX crm_parked_row_id ON leads.crm_parked_row (id)`.execute(db);
  await sql`CREATE INDEX crm_parked_row_lead ON leads.crm_parked_row (lead_id) WHERE lead_id IS NOT NULL`.execute(db);
  await sql`CREATE INDEX crm_parked_row_due ON leads.crm_parked_row (entity, key) WHERE is_due`.execute(db);
  // of leads whose row was seen in the CRM: those of other channels are not compared with it
  await sql`ALTER TABLE leads.lead ADD COLUMN is_in_crm boolean NOT NULL DEFAULT false`.execute(db);
  await sql`CREATE INDEX lead_in_crm ON leads.lead (id) WHERE is_in_crm`.execute(db);
}
