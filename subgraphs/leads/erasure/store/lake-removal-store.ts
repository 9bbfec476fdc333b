import { type QueryExecutorProvider, sql } from 'kysely';

/** Rows to remove from the tables of the lake. */
export type LakeRemovalRequest =
  /** rows of a lead get another id, and lose what identifies the person */
  | { readonly kind: 'LEAD'; readonly leadId: string; readonly newLeadId: string; readonly erasure?: string }
  /** interactions of a lead whose ids begin with a prefix are deleted */
  | { readonly kind: 'INTERACTIONS'; readonly leadId: string; readonly prefix: string }
  /** the outcome of a lead that was recorded at a time is deleted */
  | { readonly kind: 'OUTCOME'; readonly leadId: string; readonly recordedAt: number };

/** Stored request, with the time at which every table was rewritten; null before. */
export type LakeRemoval = LakeRemovalRequest & {
  readonly id: number;
  /** epoch milliseconds */
  readonly rewrittenAt: number | null;
};

/** Requests a removal of rows from the lake, in the caller's transaction. The next refresh of the lake applies it. */
export async function requestLakeRemoval(trx: QueryExecutorProvider, request: LakeRemovalRequest): Promise<void> {
  const { newLeadId = null, prefix = null, erasure = null } = request as Partial<Record<string, string>>;
  const recordedAt = request.kind === 'OUTCOME' ? request.recordedAt : null;
  await sql`INSERT INTO leads.lake_removal (kind, lead_id, new_lead_id, prefix, recorded_at, erasure)
    VALUES (${request.kind}, ${request.leadId}, ${newLeadId}, ${prefix}, ${recordedAt}, ${erasure})`.execute(trx);
}

/** Lists the removals that are not complete, in the order of their requests. */
export async function listLakeRemovals(db: QueryExecutorProvider): Promise<readonly LakeRemoval[]> {
  const { rows } = await sql<LakeRemoval>`SELECT id, kind, lead_id AS "leadId", new_lead_id AS "newLeadId", prefix,
    recorded_at AS "recordedAt", erasure, rewritten_at AS "rewrittenAt" FROM leads.lake_removal ORDER BY id`.execute(
    db,
  );
  return rows;
}

/** Records that every table was rewritten. @param now epoch milliseconds */
export async function recordRewritten(db: QueryExecutorProvider, ids: readonly number[], now: number): Promise<void> {
  await sql`UPDATE leads.lake_removal SET rewritten_at = ${now}::bigint WHERE id = ANY(${ids}::bigint[])`.execute(db);
}
