import { type Kysely, sql } from 'kysely';

/** What `leads` publishes about leads as they are now: since when each is so, and whether it is closed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE VIEW leads.current_lead AS
    SELECT id AS lead_id, valid_from, stage IN ('WON', 'LOST') AS is_closed FROM leads.lead`.execute(db);
}
