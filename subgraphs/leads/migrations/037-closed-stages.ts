import { type Kysely, sql } from 'kysely';

const CLOSED = sql.raw(`stage IN ('WON', 'LOST', 'REMOVED', 'MERGED')`);

/** The closed stages REMOVED and MERGED, the lead that a merged one was joined into, and the time of an erasure. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE leads.lead ADD COLUMN merged_into text REFERENCES leads.lead (id), ADD COLUMN erased_at bigint,
    ADD CHECK ((merged_into IS NOT NULL) <= (stage = 'MERGED'))`.execute(db);
  await sql`CREATE INDEX lead_merged_into ON leads.lead (merged_into) WHERE merged_into IS NOT NULL`.execute(db);
  // PostgreSQL changes the expression of a generated column from version 17 on only
  await sql`ALTER TABLE leads.lead DROP COLUMN is_closed`.execute(db);
  await sql`ALTER TABLE leads.lead ADD COLUMN is_closed boolean GENERATED ALWAYS AS (${CLOSED}) STORED`.execute(db);
  await sql`CREATE INDEX lead_created ON leads.lead (is_closed, created_at, id)`.execute(db);
  await sql`CREATE INDEX lead_updated ON leads.lead (is_closed, valid_from, id)`.execute(db);
  await sql`CREATE INDEX lead_company ON leads.lead (is_closed, company_key, id)`.execute(db);
  await sql`CREATE OR REPLACE VIEW leads.lead_state AS SELECT id AS lead_id, is_closed FROM leads.lead`.execute(db);
  await sql`CREATE OR REPLACE VIEW leads.current_lead AS
    SELECT id AS lead_id, valid_from, is_closed FROM leads.lead`.execute(db);
}
