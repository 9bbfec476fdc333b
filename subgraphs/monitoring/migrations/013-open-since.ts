import { type Kysely, sql } from 'kysely';

/** Time for which the alert, or incident, of an event was open, and its resolver, for notices. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE monitoring.alert_event ADD COLUMN since bigint, ADD COLUMN until bigint,
    ADD COLUMN resolved_by text`.execute(db);
}
