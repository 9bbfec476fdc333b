import { type Kysely, sql } from 'kysely';

/**
 * Index that finds the newest interaction. On an expression, as PostgreSQL without statistics would also use one on the column
 * to read the features of a lead, for which almost every interaction is recorded early enough.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX interaction_recorded ON leads.interaction ((recorded_at + 0))`.execute(db);
}
