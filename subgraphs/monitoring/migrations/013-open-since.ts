import { type Kysely, sql } from 'kysely';

/** From when until when the alert, or incident, of an event was open, and who ended it: notices say all of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE monitoring.alert_event ADD COLUMN since bigint, ADD COLUMN until bigint,
    ADD COLUMN resolved_by text`.execute(db);
}
