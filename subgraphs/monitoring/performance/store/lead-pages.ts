import { type Kysely, sql } from 'kysely';
import type { TimeWindow } from '../../windows/time-window.ts';

/** Leads of a report. */
export interface LeadRequest {
  readonly model: string;
  readonly version: number;
  /** creation times of the leads, epoch milliseconds */
  readonly created: TimeWindow;
  /** of predictions in this role only */
  readonly role?: string | undefined;
}

/** Lead with its first prediction by the version and its outcome, as in a page. */
export interface LeadRow {
  readonly leadId: string;
  readonly leadCreatedAt: number;
  readonly predictedAt: number;
  readonly probability: number;
  readonly grade: string;
  readonly result: 'CONVERTED' | 'LOST' | null;
  readonly occurredAt: number | null;
  readonly industry: string | null;
  readonly country: string | null;
  readonly source: string | null;
}

/** Most leads of one report; of more, the newest are read. */
export const MOST_LEADS = 200_000;

/** Leads read by one statement: some 20 ms, in which the embedded database does nothing else. */
const PAGE_LEADS = 1_000;

/** Pages of leads. */
export interface LeadPages {
  /** each JSON: an array of {@link LeadRow}; they are parsed where they are used, off the event loop */
  readonly pages: readonly string[];
  /** whether every lead of the window is included, not only the newest */
  readonly isComplete: boolean;
}

interface Page {
  readonly leads: number;
  readonly predicted: number;
  readonly rows: string | null;
  readonly createdAt: number;
  readonly leadId: string;
}

/**
 * Reads the leads of a window that the version has scored, the newest first, each with its first prediction. A lead that was
 * closed when it was scored, and has no recorded outcome, is left out: its outcome was past.
 */
export async function readLeadPages(db: Kysely<never>, request: LeadRequest): Promise<LeadPages> {
  const pages: string[] = [];
  let predicted = 0;
  let before: Pick<Page, 'createdAt' | 'leadId'> = { createdAt: request.created.until, leadId: '' };
  while (predicted < MOST_LEADS) {
    const page = await readPage(db, request, before);
    if (!page) return { pages, isComplete: true };
    if (page.rows !== null) pages.push(page.rows);
    if (page.leads < PAGE_LEADS) return { pages, isComplete: true };
    predicted += page.predicted;
    before = page;
  }
  return { pages, isComplete: false };
}

async function readPage(
  db: Kysely<never>,
  { model, version, created, role }: LeadRequest,
  before: Pick<Page, 'createdAt' | 'leadId'>,
): Promise<Page | undefined> {
  const roleFilter = role === undefined ? sql`` : sql`AND role = ${role}`;
  const { rows } = await sql<Page>`
    SELECT count(*) AS leads, count(found."predictedAt") AS predicted,
      json_agg(found) FILTER (WHERE found."predictedAt" IS NOT NULL)::text AS rows,
      min(found."leadCreatedAt") AS "createdAt", (array_agg(found."leadId"))[count(*)::int] AS "leadId"
    FROM (
      SELECT l.lead_id AS "leadId", l.created_at AS "leadCreatedAt", l.result, l.occurred_at AS "occurredAt", p.*
      FROM (
        SELECT * FROM leads.outcome_facts
        WHERE created_at >= ${created.from}::bigint
          AND (created_at, lead_id) < (${before.createdAt}::bigint, ${before.leadId})
        ORDER BY created_at DESC, lead_id DESC LIMIT ${PAGE_LEADS}
      ) l LEFT JOIN LATERAL (
        SELECT scored_at AS "predictedAt", probability, grade, features->>'industry' AS industry,
          features->>'country' AS country, features->>'referral_source' AS source
        FROM scores.prediction_log
        WHERE lead_id = l.lead_id AND model = ${model} AND version = ${version} ${roleFilter}
          AND (NOT lead_closed OR l.result IS NOT NULL)
        ORDER BY sequence LIMIT 1
      ) p ON true
      ORDER BY l.created_at DESC, l.lead_id DESC
    ) found HAVING count(*) > 0`.execute(db);
  return rows[0];
}
