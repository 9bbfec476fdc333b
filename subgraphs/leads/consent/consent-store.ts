import { type QueryExecutorProvider, sql } from 'kysely';
import type { Consent, ConsentRow } from './consent.ts';

/** Stores consents. Their leads exist. */
export async function insertConsents(trx: QueryExecutorProvider, rows: readonly ConsentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`INSERT INTO leads.consent (lead_id, purpose, text_version, given_at, recorded_at, origin, subject)
    SELECT c."leadId", c.purpose, c."textVersion", c."givenAt", c."recordedAt", c.origin, c.subject
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c("leadId" text, purpose text, "textVersion" text,
      "givenAt" bigint, "recordedAt" bigint, origin text, subject text)`.execute(trx);
}

/** Lists the consents of a lead below an id, last recorded first. */
export async function listConsents(
  db: QueryExecutorProvider,
  leadId: string,
  count: number,
  below: number | null,
): Promise<Consent[]> {
  const { rows } = await sql<Consent>`SELECT id, lead_id AS "leadId", purpose, text_version AS "textVersion",
      given_at AS "givenAt", recorded_at AS "recordedAt", origin, subject, withdrawn_at AS "withdrawnAt"
    FROM leads.consent WHERE lead_id = ${leadId} AND (${below}::bigint IS NULL OR id < ${below})
    ORDER BY id DESC LIMIT ${count}`.execute(db);
  return rows;
}

/**
 * Ends the consents of a lead for a purpose that are in force. Requires the lock of the lead.
 *
 * @param now epoch milliseconds
 * @returns their number
 */
export async function endConsents(
  trx: QueryExecutorProvider,
  leadId: string,
  purpose: string,
  now: number,
): Promise<number> {
  // a clock that was set back: no consent ends before it was given
  const { rows } = await sql`UPDATE leads.consent SET withdrawn_at = GREATEST(${now}::bigint, given_at)
    WHERE lead_id = ${leadId} AND purpose = ${purpose} AND withdrawn_at IS NULL RETURNING id`.execute(trx);
  return rows.length;
}
