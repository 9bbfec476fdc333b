import { type QueryExecutorProvider, sql } from 'kysely';
import { copyInteractions } from '../identity/copies/copy-interactions.ts';
import { Origin } from '../leads/origin.ts';
import { RANK_INTERACTIONS } from '../ranking/rank-interactions.ts';
import type { Interaction, InteractionRow } from './interaction.ts';

/** Range of a lead's interactions: the latest, or those after one of them. */
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

/**
 * Inserts interactions; an existing one, by lead and id, stays unchanged. The ranking gets the last interaction, and the leads
 * that merged ones were merged into get copies.
 *
 * @param trx  a transaction
 * @param rows at most some ten thousands; their leads exist
 * @returns the number of new ones, copies included, by the id of their lead
 */
export async function insertInteractions(
  trx: QueryExecutorProvider,
  rows: readonly InteractionRow[],
  origin: Origin = Origin.UNKNOWN,
): Promise<ReadonlyMap<string, number>> {
  const leadIds = [...new Set(rows.map((row) => row.lead_id))];
  // the leads are locked before their ranks, as by those who close them; the reference to them would be after
  const result = await sql<{ lead_id: string; count: number }>`WITH locked AS MATERIALIZED (
      SELECT id FROM leads.lead WHERE id = ANY(${leadIds}::text[]) ORDER BY id FOR KEY SHARE
    ), inserted AS (
      INSERT INTO leads.interaction (id, lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity, note, origin)
      SELECT i.*, ${origin}::text FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS i(id text, lead_id text, kind text,
        occurred_at bigint, recorded_at bigint, duration_seconds integer, quantity integer, note text)
      WHERE (SELECT count(*) FROM locked) >= 0 ORDER BY i.lead_id, i.id
      ON CONFLICT (lead_id, id) DO NOTHING RETURNING lead_id, occurred_at
    ), ${RANK_INTERACTIONS}`.execute(trx);
  const added = new Map(result.rows.map((row) => [row.lead_id, row.count]));
  // after the insert, whose reference to the lead waits for a merge under way
  const copies = await copyInteractions(trx, [...added.keys()], 'new');
  for (const [leadId, count] of copies) added.set(leadId, (added.get(leadId) ?? 0) + count);
  return added;
}
