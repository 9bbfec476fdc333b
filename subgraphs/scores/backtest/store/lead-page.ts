import { type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import { DAY_MS } from '../../../../platform/time.ts';
import { SHOWN_ROLES } from '../../record/prediction.ts';
import type { ScoresDb } from '../../record/prediction-store.ts';
import type { Backtest, BacktestPlan, LeadPosition } from '../rules/backtest.ts';
import type { DecidableLead } from '../rules/decision-time.ts';

/** Most recorded scores of a lead that are scored again, the oldest. */
export const MOST_SCORES_PER_LEAD = 100;

/** Leads of one page, by definition of their decision times: some hundred decisions each. */
const PAGE_LEADS = { LEAD_AGE: 500, RECORDED_SCORES: 100 } as const;

const NO_SCORES = sql`'[]'::json AS "scoredAt"`;

/** Counts the leads that can have a decision. */
export async function countLeads(db: ScoresDb, plan: BacktestPlan): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM leads.outcome_facts WHERE ${isCandidate(plan)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Reads the next leads that can have a decision, in the order of their creation; none at the end. */
export async function readLeadPage(
  db: ScoresDb,
  backtest: Pick<Backtest, keyof BacktestPlan | 'model'>,
  after: LeadPosition | null,
): Promise<readonly DecidableLead[]> {
  const { decisionTime } = backtest;
  const following = after ? sql`AND (created_at, lead_id) > (${after.createdAt}::bigint, ${after.leadId})` : sql``;
  const scores = decisionTime === 'RECORDED_SCORES' ? recordedScores(backtest) : NO_SCORES;
  // the page first, by the index of creation times, then the outcome of each of its leads: whatever the planner's estimates,
  // the cost grows with the page, not with all leads. OFFSET 0: no join of all outcomes
  return jsonRows(
    db,
    sql`SELECT l.lead_id AS "leadId", l.created_at AS "createdAt", o.recorded_at AS "endedAt", ${scores}
      FROM (
        SELECT lead_id, created_at FROM leads.outcome_facts WHERE ${isCandidate(backtest)} ${following}
        ORDER BY created_at, lead_id LIMIT ${PAGE_LEADS[decisionTime]}
      ) l CROSS JOIN LATERAL (
        SELECT recorded_at FROM leads.outcome_facts WHERE lead_id = l.lead_id OFFSET 0
      ) o ORDER BY l.created_at, l.lead_id`,
  );
}

/** Created before the window ends, and, where ages are drawn, not too long before it begins. */
function isCandidate({ decisionTime, from, until, leadAges }: BacktestPlan): RawBuilder<unknown> {
  const oldest = decisionTime === 'LEAD_AGE' ? Math.floor(from - Math.max(...leadAges) * DAY_MS) : 0;
  return sql`created_at < ${until}::bigint AND created_at >= ${oldest}::bigint`;
}

/** Times of a lead's shown scores by the model within the window, without backfills and those of a closed lead. */
function recordedScores({ model, from, until }: Pick<Backtest, keyof BacktestPlan | 'model'>): RawBuilder<unknown> {
  return sql`(SELECT COALESCE(json_agg(scored_at), '[]'::json) FROM (
      SELECT DISTINCT scored_at FROM scores.prediction p
      WHERE p.lead_id = l.lead_id AND p.model = ${model} AND p.role = ANY(${SHOWN_ROLES}::text[])
        AND p.cause NOT IN ('SWEEP', 'BATCH', 'BACKTEST') AND NOT p.lead_closed
        AND p.scored_at >= ${from}::bigint AND p.scored_at < ${until}::bigint
      ORDER BY scored_at LIMIT ${MOST_SCORES_PER_LEAD}) s) AS "scoredAt"`;
}
