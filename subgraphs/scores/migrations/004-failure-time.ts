import { type Kysely, sql } from 'kysely';

/** Lets failures be read by time, as predictions are. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`CREATE INDEX failure_failed_at ON scores.failure (failed_at)`.execute(db);
}
