import { type Kysely, sql } from 'kysely';

/** Positions of automatic scoring in the changes of leads: every change up to `cursor` has its score. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`CREATE TABLE scores.change_position (lane text PRIMARY KEY, cursor text NOT NULL)`.execute(db);
}
