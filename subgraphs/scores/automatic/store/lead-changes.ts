import { type Kysely, sql } from 'kysely';
import type { StreamPosition } from '../../../../platform/streams/stream-position.ts';
import { StreamTable } from '../../../../platform/streams/stream-table.ts';

/** Change of a lead as `leads` publishes it. */
export interface PublishedChange extends StreamPosition {
  readonly leadId: string;
  readonly kind: string;
  /** epoch milliseconds */
  readonly at: number;
  readonly isBackfill: boolean;
}

/** The changes of leads as a stream. */
export type LeadChanges = StreamTable<PublishedChange>;

/** Kinds of changes that a score depends on: an outcome closes the lead, and an override is no fact about it. */
export const SCORED_KINDS: readonly string[] = ['SUBMITTED', 'UPDATED', 'INTERACTIONS_RECORDED'];

/** Opens the changes of leads, which another subgraph keeps. */
export function openLeadChanges(db: Kysely<never>): Promise<LeadChanges> {
  const columns = sql`p.sequence, p.transaction_id AS "transactionId", p.lead_id AS "leadId", p.kind,
    p.changed_at AS at, p.is_backfill AS "isBackfill"`;
  return StreamTable.openPublished<PublishedChange>(db, { stream: 'leadChanged', table: 'leads.change_log', columns });
}

/** Whether a change calls for a score. */
export function callsForScore({ kind }: PublishedChange): boolean {
  return SCORED_KINDS.includes(kind);
}
