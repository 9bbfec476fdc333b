import { type Kysely, sql } from 'kysely';

/** View of the outcomes: one row per lead, with nulls where no outcome is recorded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE VIEW leads.outcome_facts AS
    SELECT l.id AS lead_id, l.created_at, o.result, o.occurred_at, o.recorded_at, o.revenue
    FROM leads.lead l LEFT JOIN leads.outcome o ON o.lead_id = l.id`.execute(db);
}
