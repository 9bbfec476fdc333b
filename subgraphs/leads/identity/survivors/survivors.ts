import { type QueryExecutorProvider, sql } from 'kysely';
import { DomainError } from '../../../../platform/errors.ts';

/**
 * Finds the leads that merged ones were merged into, by the id of the merged one: the end of the chain where that lead was
 * merged as well. Leads that are not merged are absent.
 */
export async function findSurvivors(
  db: QueryExecutorProvider,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (leadIds.length === 0) return new Map();
  const { rows } = await sql<{ lead_id: string; survivor_id: string }>`WITH RECURSIVE up (lead_id, survivor_id) AS (
      SELECT lead_id, survivor_id FROM leads.merged_lead WHERE lead_id = ANY(${leadIds}::text[])
      UNION SELECT u.lead_id, m.survivor_id FROM up u JOIN leads.merged_lead m ON m.lead_id = u.survivor_id
    ) SELECT lead_id, survivor_id FROM up
    WHERE NOT EXISTS (SELECT FROM leads.merged_lead m WHERE m.lead_id = up.survivor_id)`.execute(db);
  return new Map(rows.map((row) => [row.lead_id, row.survivor_id]));
}

/**
 * Requires that leads are not merged into others.
 *
 * @throws {DomainError} LEAD_MERGED, with the lead that the first one was merged into
 */
export async function requireNotMerged(db: QueryExecutorProvider, leadIds: readonly string[]): Promise<void> {
  for (const [leadId, survivorId] of await findSurvivors(db, leadIds)) throw leadMerged(leadId, survivorId);
}

/** Error of a merged lead. @param survivorId the lead that stands for it */
export function leadMerged(leadId: string, survivorId: string | undefined): DomainError {
  const message = `lead ${leadId}: found a lead that was merged, expected the one that it was merged into: ${survivorId}`;
  return new DomainError('LEAD_MERGED', message, { leadId, survivorId });
}
