import { type Kysely, sql } from 'kysely';

/** Rows of the CRM that were skipped, as they belong to erased persons. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE leads.crm_position ADD COLUMN rows_skipped bigint NOT NULL DEFAULT 0`.execute(db);
}
