import { sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { Grade, GradeLimits } from '../../../../scoring/grade.ts';
import type { Db } from '../../versions/store/version-store.ts';

/** Number of leads of one page with one grade before and one after. */
export interface GradeMoveRow {
  /** OPEN: by the newest score of an open lead. DECIDED: by the first score of a lead with an outcome, made before it. */
  readonly kind: 'OPEN' | 'DECIDED';
  /** grade that the score was given */
  readonly from: Grade;
  /** grade that it would be given */
  readonly to: Grade;
  readonly leads: number;
  readonly converted: number;
}

/** Page of leads in the order of their ids. */
export interface GradeMovePage {
  readonly moves: readonly GradeMoveRow[];
  /** id of its last lead; null after the last page */
  readonly lastLead: string | null;
}

// some 5 ms of the embedded database
const PAGE_LEADS = 500;

/**
 * Counts the grades that one page of leads has and would have by other limits, from their shown scores by a model.
 *
 * @param after id of the last lead of the page before; '' for the first page
 */
export async function readGradeMoves(
  db: Db,
  model: string,
  { A, B, C }: GradeLimits,
  after: string,
): Promise<GradeMovePage> {
  const graded = sql`CASE WHEN s.probability >= ${A}::float8 THEN 'A' WHEN s.probability >= ${B}::float8 THEN 'B'
    WHEN s.probability >= ${C}::float8 THEN 'C' ELSE 'D' END`;
  const rows = await jsonRows<GradeMoveRow & { lastLead: string | null }>(
    db,
    sql`WITH page AS MATERIALIZED (
      SELECT lead_id, is_closed FROM leads.lead_state WHERE lead_id > ${after} ORDER BY lead_id LIMIT ${PAGE_LEADS}
    ), graded AS (
      SELECT 'OPEN' AS kind, s.grade AS "from", ${graded} AS "to", false AS converted
      FROM page CROSS JOIN LATERAL (
        SELECT grade, probability FROM scores.written_back_score w
        WHERE w.lead_id = page.lead_id AND w.model = ${model} ORDER BY w.sequence DESC LIMIT 1
      ) s WHERE NOT page.is_closed
      UNION ALL
      SELECT 'DECIDED', s.grade, ${graded}, o.result = 'CONVERTED'
      FROM page JOIN leads.outcome_facts o ON o.lead_id = page.lead_id AND o.result IS NOT NULL
      CROSS JOIN LATERAL (
        SELECT grade, probability, scored_at FROM scores.prediction_log p
        WHERE p.lead_id = page.lead_id AND p.model = ${model} AND p.is_shown ORDER BY p.sequence LIMIT 1
      ) s WHERE s.scored_at <= o.occurred_at
    )
    SELECT l."lastLead", g.* FROM (SELECT max(lead_id) AS "lastLead" FROM page) l LEFT JOIN (
      SELECT kind, "from", "to", count(*) AS leads, count(*) FILTER (WHERE converted) AS converted
      FROM graded GROUP BY 1, 2, 3
    ) g ON true`,
  );
  return { moves: rows.filter(({ kind }) => kind !== null), lastLead: rows[0]?.lastLead ?? null };
}
