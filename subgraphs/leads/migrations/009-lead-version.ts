import { type Kysely, sql } from 'kysely';

/** Number of each lead's current version, so that a change can name the version that it is based on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE leads.lead ADD COLUMN version integer NOT NULL DEFAULT 1`.execute(db);
  await sql`UPDATE leads.lead l SET version = 1 + h.changes
    FROM (SELECT lead_id, count(*)::int AS changes FROM leads.lead_history GROUP BY lead_id) h WHERE h.lead_id = l.id`.execute(
    db,
  );
}
