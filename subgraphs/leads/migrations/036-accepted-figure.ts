import { type Kysely, sql } from 'kysely';

/** Figure of an expectation that somebody accepted: it widens fixed bounds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE leads.lake_expectation_baseline ADD COLUMN accepted float8`.execute(db);
}
