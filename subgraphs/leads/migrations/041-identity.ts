import { type Kysely, sql } from 'kysely';

/** Keys of contact details, merges of leads, and copies of their facts, which name their merge. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createContactKeys(db);
  await createMerges(db);
  // a merged lead is no lead that did not convert: the lead that it was merged into counts
  await sql`CREATE OR REPLACE VIEW leads.outcome_facts AS
    SELECT l.id AS lead_id, l.created_at, o.result, o.occurred_at, o.recorded_at, o.revenue
    FROM leads.lead l LEFT JOIN leads.outcome o ON o.lead_id = l.id WHERE l.stage <> 'MERGED'`.execute(db);
}

async function createContactKeys(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leads.contact_key (
    lead_id text NOT NULL, kind text NOT NULL, key text NOT NULL, PRIMARY KEY (lead_id, kind)
  )`.execute(db);
  await sql`CREATE INDEX contact_key_holders ON leads.contact_key (key, kind, lead_id)`.execute(db);
  // one row while leads of before have no keys
  await sql`CREATE TABLE leads.contact_key_fill (
    single boolean PRIMARY KEY DEFAULT true CHECK (single), after_id text NOT NULL
  )`.execute(db);
  await sql`INSERT INTO leads.contact_key_fill (after_id) SELECT '' WHERE EXISTS (SELECT FROM leads.lead)`.execute(db);
}

async function createMerges(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leads.merge (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, lead_id text NOT NULL, survivor_id text NOT NULL,
    taken jsonb NOT NULL, actor text NOT NULL, reason text, merged_at bigint NOT NULL,
    undone_at bigint, undone_by text, undo_reason text
  )`.execute(db);
  await sql`CREATE UNIQUE INDEX merge_in_force ON leads.merge (lead_id) WHERE undone_at IS NULL`.execute(db);
  await sql`CREATE INDEX merge_survivor ON leads.merge (survivor_id, id)`.execute(db);
  for (const table of ['interaction', 'outcome']) {
    const [name, index] = [sql.table(`leads.${table}`), sql.ref(`${table}_merge`)];
    await sql`ALTER TABLE ${name} ADD COLUMN merge_id bigint`.execute(db);
    await sql`CREATE INDEX ${index} ON ${name} (merge_id) WHERE merge_id IS NOT NULL`.execute(db);
  }
  await sql`CREATE VIEW leads.merged_lead AS
    SELECT lead_id, survivor_id FROM leads.merge WHERE undone_at IS NULL`.execute(db);
}
