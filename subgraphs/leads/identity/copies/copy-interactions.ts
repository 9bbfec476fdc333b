import { type QueryExecutorProvider, sql } from 'kysely';
import { RANK_INTERACTIONS } from '../../ranking/rank-interactions.ts';

/** Interactions to copy: all of a lead, or those that this transaction recorded. */
export type CopiedFacts = 'all' | 'new';

/** Prefix of the ids of the interactions that a merge copied. */
export function copyPrefix(mergeId: number): string {
  return `merged:${mergeId}:`;
}

/**
 * Copies interactions of merged leads to the leads that they were merged into, up to the end of each chain. A copy counts as
 * recorded at the merge at the earliest, so that features of before do not change; one that exists stays as it is.
 *
 * @returns number of copies by the id of the lead that got them
 */
export async function copyInteractions(
  trx: QueryExecutorProvider,
  leadIds: readonly string[],
  facts: CopiedFacts,
): Promise<ReadonlyMap<string, number>> {
  if (leadIds.length === 0) return new Map();
  const recorded = facts === 'new' ? sql`AND i.transaction_id = pg_current_xact_id()::text::bigint` : sql``;
  const { rows } = await sql<{ lead_id: string; count: number }>`WITH inserted AS (
      INSERT INTO leads.interaction (id, lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity, note, origin,
        merge_id)
      SELECT 'merged:' || m.id || ':' || i.id, m.survivor_id, i.kind, i.occurred_at,
        GREATEST(i.recorded_at, m.merged_at), i.duration_seconds, i.quantity, i.note, i.origin, m.id
      FROM leads.merge m JOIN leads.interaction i ON i.lead_id = m.lead_id ${recorded}
      WHERE m.undone_at IS NULL AND m.lead_id = ANY(${leadIds}::text[])
      ORDER BY m.survivor_id, m.id, i.id
      ON CONFLICT (lead_id, id) DO NOTHING RETURNING lead_id, occurred_at
    ), ${RANK_INTERACTIONS}`.execute(trx);
  const copied = new Map(rows.map((row) => [row.lead_id, row.count]));
  const further = await copyInteractions(trx, [...copied.keys()], 'new');
  return new Map([...copied, ...further]);
}
