import { type Kysely, sql } from 'kysely';

/** The model that leads are ranked by, whether its scores still have to replace those of another, and the closed leads. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE leads.ranking_state
    ADD COLUMN model text NOT NULL DEFAULT 'lead-conversion', ADD COLUMN is_stale boolean NOT NULL DEFAULT false`.execute(
    db,
  );
  // before, the newest score of any model ranked a lead
  await sql`UPDATE leads.ranking_state SET is_stale = EXISTS (
    SELECT 1 FROM leads.ranking WHERE regexp_replace(model_version, ':[0-9]+$', '') <> 'lead-conversion')`.execute(db);
  await sql`CREATE VIEW leads.lead_state AS
    SELECT id AS lead_id, stage IN ('WON', 'LOST') AS is_closed FROM leads.lead`.execute(db);
}
