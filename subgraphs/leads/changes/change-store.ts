import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { StreamPosition } from '../../../platform/streams/stream-position.ts';
import { StreamTable } from '../../../platform/streams/stream-table.ts';

/** Kinds of changes of a lead. */
export const LeadChangeKind = {
  SUBMITTED: 'SUBMITTED',
  UPDATED: 'UPDATED',
  INTERACTIONS_RECORDED: 'INTERACTIONS_RECORDED',
  OUTCOME_RECORDED: 'OUTCOME_RECORDED',
  SCORE_OVERRIDDEN: 'SCORE_OVERRIDDEN',
  SCORE_OVERRIDE_ENDED: 'SCORE_OVERRIDE_ENDED',
  MERGED: 'MERGED',
  MERGE_UNDONE: 'MERGE_UNDONE',
  ERASED: 'ERASED',
} as const;

/** See {@link LeadChangeKind}. */
export type LeadChangeKind = (typeof LeadChangeKind)[keyof typeof LeadChangeKind];

/** Recorded change of a lead. */
export interface ChangeRow extends StreamPosition {
  readonly leadId: string;
  readonly kind: LeadChangeKind;
  /** epoch milliseconds */
  readonly at: number;
}

const CHANGES = 'leads.change';

/** Opens the changes of leads as a stream. */
export function openChanges(db: Kysely<never>): Promise<StreamTable<ChangeRow>> {
  const columns = sql`p.sequence, p.transaction_id AS "transactionId", p.lead_id AS "leadId", p.kind,
    p.changed_at AS at`;
  return StreamTable.open<ChangeRow>(db, { stream: 'leadChanged', table: CHANGES, columns });
}

/**
 * Records changes of leads, in their order.
 *
 * @param trx transaction of the changed rows
 * @param now epoch milliseconds
 * @param isBackfill whether they fill up a backlog, as an import does: the scores that follow are no traffic
 */
export async function recordChanges(
  trx: QueryExecutorProvider,
  changes: readonly Pick<ChangeRow, 'leadId' | 'kind'>[],
  now: number,
  { isBackfill = false }: { readonly isBackfill?: boolean } = {},
): Promise<void> {
  if (changes.length === 0) return;
  await sql`INSERT INTO leads.change (lead_id, kind, changed_at, is_backfill)
    SELECT "leadId", kind, ${now}::bigint, ${isBackfill}::boolean
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS c("leadId" text, kind text)`.execute(trx);
}

/** One change of the same kind per lead. */
export function changesOf(kind: LeadChangeKind, leadIds: readonly string[]): Pick<ChangeRow, 'leadId' | 'kind'>[] {
  return leadIds.map((leadId) => ({ leadId, kind }));
}

/**
 * Deletes changes older than `horizon`; cursors that point there expire.
 *
 * @param horizon epoch milliseconds
 */
export async function pruneChanges(
  db: QueryExecutorProvider,
  changes: StreamTable<ChangeRow>,
  horizon: number,
): Promise<void> {
  // in the order of the stream, not of the clock: the deleted part has no gaps
  const { rows } = await sql<StreamPosition>`
    SELECT transaction_id AS "transactionId", sequence FROM leads.change WHERE changed_at >= ${horizon}::bigint
    ORDER BY transaction_id, sequence LIMIT 1`.execute(db);
  await changes.forget(rows[0]);
}
