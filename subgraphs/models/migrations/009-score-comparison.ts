import { type Kysely, sql } from 'kysely';

/** Comparison of a version's file with its reference scores at registration: rows, tolerance, difference. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE models.model_version ADD COLUMN score_comparison jsonb`.execute(db);
}
