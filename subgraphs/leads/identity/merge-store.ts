import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { LeadRow } from '../leads/lead.ts';
import type { LeadColumn } from '../leads/lead-columns.ts';

/** Merge of a lead into another one. Times are epoch milliseconds. */
export interface LeadMerge {
  readonly id: number;
  /** the merged lead */
  readonly leadId: string;
  /** the lead that stands for both */
  readonly survivorId: string;
  /** values that the survivor took, by column */
  readonly taken: TakenValues;
  readonly actor: string;
  /** null where it was erased */
  readonly reason: string | null;
  readonly mergedAt: number;
  /** null while it is in force */
  readonly undoneAt: number | null;
  readonly undoneBy: string | null;
  readonly undoReason: string | null;
}

/** Values that a survivor took from a merged lead, by column. */
export type TakenValues = {
  readonly [Column in Exclude<LeadColumn, 'stage'>]?: NonNullable<LeadRow[Column]>;
};

/** A merge to store. */
export type NewLeadMerge = Pick<LeadMerge, 'leadId' | 'survivorId' | 'taken' | 'actor' | 'reason' | 'mergedAt'>;

const COLUMNS = sql`m.id, m.lead_id AS "leadId", m.survivor_id AS "survivorId", m.taken, m.actor, m.reason,
  m.merged_at AS "mergedAt", m.undone_at AS "undoneAt", m.undone_by AS "undoneBy", m.undo_reason AS "undoReason"`;

/** Stores merges, and names the survivor in the merged leads. Requires the locks of the leads, and their stage MERGED. */
export async function insertMerges(trx: QueryExecutorProvider, merges: readonly NewLeadMerge[]): Promise<LeadMerge[]> {
  const { rows } =
    await sql<LeadMerge>`INSERT INTO leads.merge AS m (lead_id, survivor_id, taken, actor, reason, merged_at)
    SELECT "leadId", "survivorId", taken, actor, reason, "mergedAt" FROM ROWS FROM (
      jsonb_to_recordset(${JSON.stringify(merges)}::jsonb) AS ("leadId" text, "survivorId" text, taken jsonb, actor text,
        reason text, "mergedAt" bigint)) WITH ORDINALITY ORDER BY ordinality RETURNING ${COLUMNS}`.execute(trx);
  await sql`UPDATE leads.lead l SET merged_into = m.survivor_id FROM leads.merged_lead m
    WHERE m.lead_id = l.id AND l.id = ANY(${merges.map(({ leadId }) => leadId)}::text[])`.execute(trx);
  return rows;
}

/** Ends a merge. Requires the locks of its leads. */
export async function endMerge(
  trx: QueryExecutorProvider,
  id: number,
  end: Pick<LeadMerge, 'undoneAt' | 'undoneBy' | 'undoReason'>,
): Promise<LeadMerge> {
  const { rows } =
    await sql<LeadMerge>`UPDATE leads.merge m SET undone_at = ${end.undoneAt}, undone_by = ${end.undoneBy},
      undo_reason = ${end.undoReason} WHERE m.id = ${id} RETURNING ${COLUMNS}`.execute(trx);
  const merge = rows[0] as LeadMerge;
  await sql`UPDATE leads.lead SET merged_into = NULL WHERE id = ${merge.leadId}`.execute(trx);
  return merge;
}

/** Finds a merge. */
export async function findMerge(db: QueryExecutorProvider, id: number): Promise<LeadMerge | undefined> {
  const { rows } = await select(sql`m.id = ${id}::bigint`).execute(db);
  return rows[0];
}

/** Lists the merges into a lead below an id, also those that were undone, newest first. */
export async function listMerges(
  db: QueryExecutorProvider,
  survivorId: string,
  count: number,
  below: number | null,
): Promise<LeadMerge[]> {
  const { rows } = await select(sql`m.survivor_id = ${survivorId} AND (${below}::bigint IS NULL OR m.id < ${below})
    ORDER BY m.id DESC LIMIT ${count}`).execute(db);
  return rows;
}

function select(where: RawBuilder<unknown>) {
  return sql<LeadMerge>`SELECT ${COLUMNS} FROM leads.merge m WHERE ${where}`;
}
