import { type QueryExecutorProvider, sql } from 'kysely';
import { LeadStage } from '../../leads/lead.ts';
import { reviseLeads } from '../../leads/lead-store.ts';
import type { Origin } from '../../leads/origin.ts';

interface CopiedOutcome {
  readonly leadId: string;
  readonly result: 'CONVERTED' | 'LOST';
  readonly recordedAt: number;
  readonly origin: Origin;
}

/**
 * Copies outcomes of merged leads to the leads that they were merged into, up to the end of each chain, and closes the stages of
 * these. A lead that has an outcome keeps it. A copy counts as recorded at the merge at the earliest, and occurred at the
 * creation of its lead at the earliest.
 *
 * @returns the ids of the leads that got one
 */
export async function copyOutcomes(trx: QueryExecutorProvider, leadIds: readonly string[]): Promise<readonly string[]> {
  if (leadIds.length === 0) return [];
  const { rows } = await sql<CopiedOutcome>`
    INSERT INTO leads.outcome (lead_id, result, occurred_at, recorded_at, revenue, reason, origin, merge_id)
    SELECT DISTINCT ON (s.id) s.id, o.result, GREATEST(o.occurred_at, s.created_at), GREATEST(o.recorded_at, m.merged_at),
      o.revenue, o.reason, o.origin, m.id
    FROM leads.merge m JOIN leads.outcome o ON o.lead_id = m.lead_id JOIN leads.lead s ON s.id = m.survivor_id
    WHERE m.undone_at IS NULL AND m.lead_id = ANY(${leadIds}::text[])
    ORDER BY s.id, o.occurred_at, m.id
    ON CONFLICT (lead_id) DO NOTHING
    RETURNING lead_id AS "leadId", result, recorded_at AS "recordedAt", origin`.execute(trx);
  for (const { leadId, result, recordedAt, origin } of rows) {
    const stage = result === 'CONVERTED' ? LeadStage.WON : LeadStage.LOST;
    await reviseLeads(trx, [{ id: leadId, stage }], ['stage'], { now: recordedAt, origin });
  }
  const copied = rows.map(({ leadId }) => leadId);
  return [...copied, ...(await copyOutcomes(trx, copied))];
}
