import { type Kysely, sql } from 'kysely';
import type { TimeWindow } from '../../windows/time-window.ts';
import { type LeadPages, MOST_LEADS } from './lead-pages.ts';

/** Scores of a report. */
export interface BacktestRequest {
  readonly backtest: number;
  /** creation times of the leads, epoch milliseconds; all when absent */
  readonly created?: TimeWindow | undefined;
}

/** Scores read by one statement: some 20 ms, in which the embedded database does nothing else. */
const PAGE_SCORES = 1_000;

interface Page {
  readonly scores: number;
  readonly rows: string | null;
  readonly scoredAt: number;
  readonly sequence: number;
}

/** Reads the scores of a backtest, the newest decision first, each with the outcome of its lead. */
export async function readBacktestPages(db: Kysely<never>, request: BacktestRequest): Promise<LeadPages> {
  const pages: string[] = [];
  let read = 0;
  let before: Pick<Page, 'scoredAt' | 'sequence'> | undefined;
  while (read < MOST_LEADS) {
    const page = await readPage(db, request, before);
    if (!page) return { pages, isComplete: true };
    if (page.rows !== null) pages.push(page.rows);
    if (page.scores < PAGE_SCORES) return { pages, isComplete: true };
    read += page.scores;
    before = page;
  }
  return { pages, isComplete: false };
}

async function readPage(
  db: Kysely<never>,
  { backtest, created }: BacktestRequest,
  before: Pick<Page, 'scoredAt' | 'sequence'> | undefined,
): Promise<Page | undefined> {
  const following = before
    ? sql`AND (scored_at, sequence) < (${before.scoredAt}::bigint, ${before.sequence}::bigint)`
    : sql``;
  const isAsked = created
    ? sql`"leadCreatedAt" >= ${created.from}::bigint AND "leadCreatedAt" < ${created.until}::bigint`
    : sql`true`;
  const { rows } = await sql<Page>`
    SELECT count(*) AS scores, json_agg(found) FILTER (WHERE ${isAsked})::text AS rows,
      min("predictedAt") AS "scoredAt", (array_agg(sequence))[count(*)::int] AS sequence
    FROM (
      SELECT s.lead_id AS "leadId", l.created_at AS "leadCreatedAt", s.scored_at AS "predictedAt", s.probability, s.grade,
        l.result, l.occurred_at AS "occurredAt", s.features->>'industry' AS industry,
        s.features->>'country' AS country, s.features->>'referral_source' AS source, s.sequence
      FROM (
        SELECT * FROM scores.backtest_score_log WHERE backtest = ${backtest} ${following}
        ORDER BY scored_at DESC, sequence DESC LIMIT ${PAGE_SCORES}
      ) s JOIN leads.outcome_facts l ON l.lead_id = s.lead_id
      ORDER BY s.scored_at DESC, s.sequence DESC
    ) found HAVING count(*) > 0`.execute(db);
  return rows[0];
}
