import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { DAY_MS } from '../../../platform/time.ts';
import { changeOfLogOdds } from './log-odds-change.ts';

/** Age of the scores that a lead's score is compared with, ms. */
export const BASELINE_AGE_MS = 7 * DAY_MS;

/**
 * Probability that a lead's score is compared with, in SQL: the last kept one at the horizon, else the first one after; null
 * without any. Of each day in UTC, the first score is kept.
 *
 * @param leadId  SQL of the lead's id
 * @param horizon epoch milliseconds
 */
export function baselineOf(leadId: string, horizon: number): RawBuilder<unknown> {
  const lead = sql.raw(leadId);
  return sql`COALESCE(
    (SELECT p.probability FROM leads.past_score p WHERE p.lead_id = ${lead} AND p.scored_at <= ${horizon}::bigint
      ORDER BY p.day DESC LIMIT 1),
    (SELECT p.probability FROM leads.past_score p WHERE p.lead_id = ${lead} ORDER BY p.day LIMIT 1))`;
}

/** Statement that keeps the scores of the relation `newer` where they are the first of their day. */
export function keepPastScores(): RawBuilder<unknown> {
  return sql`INSERT INTO leads.past_score (lead_id, day, scored_at, probability)
    SELECT lead_id, scored_at / ${sql.lit(DAY_MS)}, scored_at, probability FROM newer WHERE probability IS NOT NULL
    ON CONFLICT (lead_id, day) DO NOTHING`;
}

/** Replaces the past scores by those of a model, as the subgraph `scores` recorded them. @param now epoch milliseconds */
export async function pastScoresOfModel(trx: QueryExecutorProvider, model: string, now: number): Promise<void> {
  await sql`DELETE FROM leads.past_score`.execute(trx);
  const day = sql`(scored_at / ${sql.lit(DAY_MS)})`;
  await sql`INSERT INTO leads.past_score (lead_id, day, scored_at, probability)
    SELECT DISTINCT ON (lead_id, ${day}) lead_id, ${day}, scored_at, probability FROM scores.written_back_score
    WHERE model = ${model} AND lead_id IS NOT NULL AND scored_at > ${now - 2 * BASELINE_AGE_MS}::bigint
    ORDER BY lead_id, ${day}, sequence`.execute(trx);
}

/**
 * Compares the scores with those of a later horizon: deletes what lies behind the new baselines, and updates the changes of
 * the leads that got one. Repeating it is harmless.
 *
 * @param horizon a week ago, epoch milliseconds
 */
export async function moveBaselines(db: Kysely<unknown>, horizon: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ lead_id: string }>`
      WITH reached AS (
        SELECT p.lead_id, max(p.day) AS day FROM leads.past_score p, leads.ranking_state s
        WHERE p.scored_at > s.week_horizon AND p.scored_at <= ${horizon}::bigint GROUP BY p.lead_id
      ) DELETE FROM leads.past_score p USING reached r WHERE p.lead_id = r.lead_id AND p.day < r.day
      RETURNING p.lead_id`.execute(trx);
    const leadIds = [...new Set(rows.map((row) => row.lead_id))];
    await sql`UPDATE leads.ranking r SET week_change = COALESCE(${changeOfLogOdds('n.probability', 'n.baseline')}, 0)
      FROM (
        SELECT v.lead_id, v.probability, ${baselineOf('v.lead_id', horizon)} AS baseline
        FROM leads.ranking v WHERE v.lead_id = ANY(${leadIds}::text[]) ORDER BY v.lead_id FOR UPDATE
      ) n WHERE r.lead_id = n.lead_id`.execute(trx);
  });
  // in a transaction of its own: the ranking is never locked after its rows
  await sql`UPDATE leads.ranking_state SET week_horizon = GREATEST(week_horizon, ${horizon}::bigint)`.execute(db);
}
