import { type Kysely, sql } from 'kysely';

/** Index that finds the newest interaction. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX interaction_recorded ON leads.interaction (recorded_at)`.execute(db);
}
