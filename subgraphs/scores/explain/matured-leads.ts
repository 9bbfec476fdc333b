import { sql } from 'kysely';
import type { FeatureVector } from '../../../lake/features/features.ts';
import { jsonRows } from '../../../platform/database/statements/json-rows.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import type { MaturedLead } from './observed-conversions.ts';

/** Leads to read. */
export interface MaturedLeadsRequest {
  readonly model: string;
  /** leads whose first score is older count, epoch milliseconds */
  readonly maturedBefore: number;
}

// by one statement: some 10 ms, in which the embedded database does nothing else
const PAGE_LEADS = 500;
const MOST_LEADS = 20_000;

interface Row {
  readonly leadId: string;
  readonly createdAt: number;
  readonly features: FeatureVector | null;
  readonly isConverted: boolean | null;
}

/**
 * Reads matured leads in pages, the newest 20,000 at most: each with the features of its first score by the model, unless it
 * had an outcome by then. All have been followed for as long, with and without outcome: early outcomes count no more
 * than late ones.
 */
export async function* readMaturedLeads(
  db: ScoresDb,
  request: MaturedLeadsRequest,
): AsyncGenerator<readonly MaturedLead[]> {
  let after: Pick<Row, 'createdAt' | 'leadId'> = { createdAt: request.maturedBefore, leadId: '' };
  for (let read = 0; read < MOST_LEADS; read += PAGE_LEADS) {
    const rows = await readPage(db, request, after);
    yield rows.flatMap(({ leadId, features, isConverted }) =>
      features === null ? [] : [{ leadId, features, isConverted: isConverted === true }],
    );
    if (rows.length < PAGE_LEADS) return;
    after = rows.at(-1) as Row;
  }
}

function readPage(
  db: ScoresDb,
  { model, maturedBefore }: MaturedLeadsRequest,
  after: Pick<Row, 'createdAt' | 'leadId'>,
): Promise<readonly Row[]> {
  return jsonRows<Row>(
    db,
    sql`SELECT l.lead_id AS "leadId", l.created_at AS "createdAt", p.features,
        l.result = 'CONVERTED' AS "isConverted"
      FROM (
        SELECT * FROM leads.outcome_facts
        WHERE (created_at, lead_id) < (${after.createdAt}::bigint, ${after.leadId})
        ORDER BY created_at DESC, lead_id DESC LIMIT ${PAGE_LEADS}
      ) l LEFT JOIN LATERAL (
        SELECT f.features FROM (
          SELECT features, scored_at, lead_closed FROM scores.prediction
          WHERE lead_id = l.lead_id AND model = ${model} AND role <> 'TRIAL' ORDER BY scored_at LIMIT 1
        ) f WHERE f.scored_at < ${maturedBefore}::bigint AND COALESCE(l.occurred_at >= f.scored_at, NOT f.lead_closed)
          AND COALESCE(l.occurred_at >= l.created_at, true)
      ) p ON true
      ORDER BY l.created_at DESC, l.lead_id DESC`,
  );
}
