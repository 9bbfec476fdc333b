import { type Kysely, sql } from 'kysely';

/** View of the current leads: the start of each version, and whether the lead is closed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE VIEW leads.current_lead AS
    SELECT id AS lead_id, valid_from, stage IN ('WON', 'LOST') AS is_closed FROM leads.lead`.execute(db);
}
