import { sql } from 'kysely';
import { jsonRows } from '../../../platform/database/statements/json-rows.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import type { MaturedLeadsRequest } from './matured-leads.ts';
import type { MaturedLead } from './observed-conversions.ts';

// by one statement: some 10 ms, in which the embedded database does nothing else
const PAGE_SCORES = 500;
const MOST_SCORES = 20_000;

interface Row extends MaturedLead {
  readonly scoredAt: number;
  readonly sequence: number;
}

/**
 * Reads the matured leads of the model's latest backtest in pages, of its newest 20,000 matured scores: features as of the
 * decision, and the outcome after it. The scores come in the order of their times: of a lead that was decided on several
 * times, the first counts.
 */
export async function* readBacktestedLeads(
  db: ScoresDb,
  { model, maturedBefore }: MaturedLeadsRequest,
): AsyncGenerator<readonly MaturedLead[]> {
  const start = await findStart(db, model, maturedBefore);
  if (!start) return;
  const { backtest } = start;
  let after: Pick<Row, 'scoredAt' | 'sequence'> = { scoredAt: start.scoredAt, sequence: 0 };
  for (;;) {
    const rows = await jsonRows<Row>(
      db,
      sql`SELECT s.lead_id AS "leadId", s.features, s.scored_at AS "scoredAt", s.sequence,
          COALESCE(o.result = 'CONVERTED', false) AS "isConverted"
        FROM scores.backtest_score s JOIN leads.outcome_facts o ON o.lead_id = s.lead_id
        WHERE s.backtest = ${backtest} AND (s.scored_at, s.sequence) > (${after.scoredAt}::bigint, ${after.sequence}::bigint)
          AND s.scored_at < ${maturedBefore}::bigint AND COALESCE(o.occurred_at >= s.scored_at, true)
        ORDER BY s.scored_at, s.sequence LIMIT ${PAGE_SCORES}`,
    );
    yield rows;
    if (rows.length < PAGE_SCORES) return;
    after = rows.at(-1) as Row;
  }
}

/** The latest backtest that ended, and the time of the oldest score to read. */
async function findStart(
  db: ScoresDb,
  model: string,
  maturedBefore: number,
): Promise<{ readonly backtest: number; readonly scoredAt: number } | undefined> {
  const { rows } = await sql<{ backtest: number; scoredAt: number }>`
    SELECT b.id AS backtest, COALESCE((
        SELECT s.scored_at FROM scores.backtest_score s WHERE s.backtest = b.id AND s.scored_at < ${maturedBefore}::bigint
        ORDER BY s.scored_at DESC, s.sequence DESC OFFSET ${MOST_SCORES} LIMIT 1), 0) AS "scoredAt"
    FROM scores.backtest b WHERE b.model = ${model} AND b.status = 'SUCCEEDED' AND NOT b.is_emptied
    ORDER BY b.id DESC LIMIT 1`.execute(db);
  return rows[0];
}
