import { sql } from 'kysely';
import type { ScoresDb } from '../../record/prediction-store.ts';
import type { ScoredLead } from '../rules/oldest-scores.ts';

/** Lists the leads that exist and whose stage is open, of some. */
export async function listOpenLeads(db: ScoresDb, leadIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ lead_id: string }>`SELECT lead_id FROM leads.lead_state
    WHERE NOT is_closed AND lead_id = ANY(${leadIds}::text[])`.execute(db);
  return rows.map(({ lead_id }) => lead_id);
}

/** Lead of a slice with the time and version of its latest score. */
export interface SlicedLead extends ScoredLead {
  readonly isClosed: boolean;
  /** null without a score */
  readonly version: number | null;
}

/**
 * Reads the latest score of a slice of all leads, in the order of their ids. A score that is hidden from sales counts.
 *
 * @param after id of the last lead of the slice before; '' for the first slice
 * @param most  leads in the slice
 */
export async function readSlice(
  db: ScoresDb,
  { model, after, most }: { readonly model: string; readonly after: string; readonly most: number },
): Promise<readonly SlicedLead[]> {
  const { rows } = await sql<SlicedLead>`
    SELECT l.lead_id AS "leadId", l.is_closed AS "isClosed", s.scored_at AS "scoredAt", s.version
    FROM (
      SELECT lead_id, is_closed FROM leads.current_lead WHERE lead_id > ${after} ORDER BY lead_id LIMIT ${most}
    ) l LEFT JOIN LATERAL (
      SELECT p.scored_at, p.version FROM scores.prediction p
      WHERE p.lead_id = l.lead_id AND p.model = ${model} AND p.role IN ('CHAMPION', 'CHALLENGER', 'HOLDOUT')
      ORDER BY p.sequence DESC LIMIT 1
    ) s ON true ORDER BY l.lead_id`.execute(db);
  return rows;
}
