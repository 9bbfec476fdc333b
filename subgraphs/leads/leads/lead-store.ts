import { type QueryExecutorProvider, sql } from 'kysely';
import { isStorableText } from '../../../platform/storable-text.ts';
import type { Interaction } from '../graph/interaction.ts';
import type { Lead } from '../graph/lead.ts';
import type { LeadOutcome } from '../graph/lead-outcome.ts';
import { LEAD_SELECT, type SelectedLead, toLead } from './lead-projection.ts';

/** Finds leads by id. Unknown ids are left out; the order is open. */
export async function findLeads(db: QueryExecutorProvider, ids: readonly string[]): Promise<Lead[]> {
  const { rows } = await sql<SelectedLead>`SELECT ${LEAD_SELECT}
    FROM leads.lead l JOIN leads.ranking v ON v.lead_id = l.id WHERE l.id = ANY(${ids.filter(isStorableText)}::text[])`.execute(
    db,
  );
  return rows.map(toLead);
}

/** Finds one lead. */
export async function findLead(db: QueryExecutorProvider, id: string): Promise<Lead | undefined> {
  const [lead] = await findLeads(db, [id]);
  return lead;
}

/** Locks a lead, if there is one, until the transaction ends. */
export async function lockLead(trx: QueryExecutorProvider, id: string): Promise<void> {
  await sql`SELECT FROM leads.lead WHERE id = ANY(${[id].filter(isStorableText)}::text[]) FOR UPDATE`.execute(trx);
}

/** The outcome of a lead. */
export type OutcomeOfLead = LeadOutcome & { readonly leadId: string };

/** Finds the outcomes of leads. Leads without one are left out; the order is open. */
export async function findOutcomes(db: QueryExecutorProvider, leadIds: readonly string[]): Promise<OutcomeOfLead[]> {
  const { rows } = await sql<OutcomeOfLead>`SELECT lead_id AS "leadId", result, occurred_at AS "occurredAt",
      recorded_at AS "recordedAt", revenue, reason
    FROM leads.outcome WHERE lead_id = ANY(${leadIds}::text[])`.execute(db);
  return rows;
}

/** Which interactions of a lead to read: the latest, or those after one of them. */
export interface InteractionRange {
  readonly leadId: string;
  readonly limit: number;
  readonly after?: { readonly occurredAt: number; readonly id: string } | undefined;
}

/**
 * Finds interactions of many leads in one statement, the latest first.
 *
 * @returns one list per range, in order
 */
export async function findInteractions(
  db: QueryExecutorProvider,
  ranges: readonly InteractionRange[],
): Promise<Interaction[][]> {
  const wanted = ranges.map(({ leadId, limit, after }, position) => ({
    position,
    lead_id: leadId,
    most: limit,
    after_time: after?.occurredAt ?? null,
    after_id: after?.id ?? null,
  }));
  const { rows } = await sql<Interaction & { position: number }>`
    SELECT w.position, i.id, i.kind, i.occurred_at AS "occurredAt", i.recorded_at AS "recordedAt",
      i.duration_seconds AS "durationSeconds", i.quantity, i.note
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      AS w(position integer, lead_id text, most integer, after_time bigint, after_id text)
    CROSS JOIN LATERAL (
      SELECT * FROM leads.interaction WHERE lead_id = w.lead_id
        AND (w.after_time IS NULL OR (occurred_at, id) < (w.after_time, w.after_id))
      ORDER BY occurred_at DESC, id DESC LIMIT w.most
    ) i ORDER BY w.position, i.occurred_at DESC, i.id DESC`.execute(db);
  const lists: Interaction[][] = ranges.map(() => []);
  for (const { position, ...interaction } of rows) lists[position]?.push(interaction);
  return lists;
}
