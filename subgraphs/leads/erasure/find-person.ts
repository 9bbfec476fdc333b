import { type QueryExecutorProvider, sql } from 'kysely';

/** Ids of the leads of a person: a lead with all that were merged into it, and those that it was merged into; none for an unknown one. */
export async function findPerson(db: QueryExecutorProvider, leadId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`WITH RECURSIVE person AS (
      SELECT id, merged_into FROM leads.lead WHERE id = ${leadId}
      UNION SELECT l.id, l.merged_into FROM person p JOIN leads.lead l ON l.id = p.merged_into OR l.merged_into = p.id
    ) SELECT id FROM person ORDER BY id`.execute(db);
  return rows.map(({ id }) => id);
}
