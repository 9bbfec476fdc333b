import { type QueryExecutorProvider, sql } from 'kysely';
import { copyOutcomes } from '../identity/copies/copy-outcomes.ts';
import { Origin } from '../leads/origin.ts';
import type { Outcome, OutcomeRow } from './outcome.ts';

/** Outcome of a lead, with the lead's id. */
export type OutcomeOfLead = Outcome & { readonly leadId: string };

/** Finds the outcomes of leads, in no particular order. Leads without one are absent. */
export async function findOutcomes(db: QueryExecutorProvider, leadIds: readonly string[]): Promise<OutcomeOfLead[]> {
  const { rows } = await sql<OutcomeOfLead>`SELECT lead_id AS "leadId", result, occurred_at AS "occurredAt",
      recorded_at AS "recordedAt", revenue, reason
    FROM leads.outcome WHERE lead_id = ANY(${leadIds}::text[])`.execute(db);
  return rows;
}

/**
 * Inserts outcomes; a lead that has one keeps it. The caller sets the stages of the leads, but for those that merged ones were
 * merged into, which get copies.
 *
 * @param rows their leads exist
 * @returns the ids of the leads whose outcome was new, copies included
 */
export async function insertOutcomes(
  trx: QueryExecutorProvider,
  rows: readonly OutcomeRow[],
  origin: Origin = Origin.UNKNOWN,
): Promise<string[]> {
  const result = await sql<{ lead_id: string }>`
    INSERT INTO leads.outcome (lead_id, result, occurred_at, recorded_at, revenue, reason, origin)
    SELECT o.*, ${origin}::text FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS o(lead_id text, result text,
      occurred_at bigint, recorded_at bigint, revenue double precision, reason text)
    ON CONFLICT (lead_id) DO NOTHING RETURNING lead_id`.execute(trx);
  const inserted = result.rows.map((row) => row.lead_id);
  return [...inserted, ...(await copyOutcomes(trx, inserted))];
}
