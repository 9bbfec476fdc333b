import { type Kysely, sql } from 'kysely';

/** Removals of outcomes from the lake, by the time at which they were recorded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE leads.lake_removal ADD COLUMN recorded_at bigint,
    DROP CONSTRAINT lake_removal_kind_check, DROP CONSTRAINT lake_removal_check,
    ADD CHECK (CASE kind WHEN 'LEAD' THEN new_lead_id IS NOT NULL WHEN 'INTERACTIONS' THEN prefix IS NOT NULL
      WHEN 'OUTCOME' THEN recorded_at IS NOT NULL ELSE false END)`.execute(db);
}
