import { type Kysely, sql } from 'kysely';

/** Since when the alert, or incident, of an event has been open: notices say it, and how long it lasted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE monitoring.alert_event ADD COLUMN since bigint`.execute(db);
}
