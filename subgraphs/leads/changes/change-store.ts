import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { StreamPosition } from '../../../platform/streams/stream-position.ts';
import { StreamTable } from '../../../platform/streams/stream-table.ts';

/** Kinds of changes of a lead. */
export const LeadChangeKind = {
  SUBMITTED: 'SUBMITTED',
  UPDATED: 'UPDATED',
  INTERACTIONS_RECORDED: 'INTERACTIONS_RECORDED',
  OUTCOME_RECORDED: 'OUTCOME_RECORDED',
} as const;

/** See {@link LeadChangeKind}. */
export type LeadChangeKind = (typeof LeadChangeKind)[keyof typeof LeadChangeKind];

/** Something that happened to a lead. */
export interface ChangeRow extends StreamPosition {
  readonly leadId: string;
  readonly kind: LeadChangeKind;
  /** epoch milliseconds */
  readonly changedAt: number;
}

/** Topic of the events that tell of new changes. */
export const CHANGES = 'leads.change';

/** Opens the changes of leads as a stream. */
export function openChanges(db: Kysely<never>): Promise<StreamTable<ChangeRow>> {
  const columns = sql`p.sequence, p.transaction_id AS "transactionId", p.lead_id AS "leadId", p.kind,
    p.changed_at AS "changedAt"`;
  return StreamTable.open<ChangeRow>(db, { stream: 'leadChanged', table: CHANGES, columns });
}

/**
 * Notes what happened to leads, in their order.
 *
 * @param trx the transaction of the facts themselves
 * @param now epoch milliseconds
 */
export async function noteChanges(
  trx: QueryExecutorProvider,
  changes: readonly Pick<ChangeRow, 'leadId' | 'kind'>[],
  now: number,
): Promise<void> {
  if (changes.length === 0) return;
  await sql`INSERT INTO leads.change (lead_id, kind, changed_at)
    SELECT "leadId", kind, ${now}::bigint
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS c("leadId" text, kind text)`.execute(trx);
}

/** The same of several leads to which the same happened. */
export function changesOf(kind: LeadChangeKind, leadIds: readonly string[]): Pick<ChangeRow, 'leadId' | 'kind'>[] {
  return leadIds.map((leadId) => ({ leadId, kind }));
}

/**
 * Forgets changes of before `horizon`; cursors that point there expire.
 *
 * @param horizon epoch milliseconds
 */
export async function pruneChanges(
  db: QueryExecutorProvider,
  changes: StreamTable<ChangeRow>,
  horizon: number,
): Promise<void> {
  // in the order of the stream, not of the clock: what is forgotten has no gaps
  const { rows } = await sql<StreamPosition>`
    SELECT transaction_id AS "transactionId", sequence FROM leads.change WHERE changed_at >= ${horizon}::bigint
    ORDER BY transaction_id, sequence LIMIT 1`.execute(db);
  await changes.forget(rows[0]);
}
