import { type Kysely, sql } from 'kysely';

/** The changes of leads and the state of their stream as views, with a mark of those that a backfill made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE leads.change ADD COLUMN is_backfill boolean NOT NULL DEFAULT false`.execute(db);
  await sql`CREATE VIEW leads.change_log AS
    SELECT transaction_id, sequence, lead_id, kind, changed_at, is_backfill FROM leads.change`.execute(db);
  await sql`CREATE VIEW leads.change_log_stream AS
    SELECT epoch, transaction_offset, pruned_transaction_id, pruned_sequence FROM leads.change_stream`.execute(db);
}
