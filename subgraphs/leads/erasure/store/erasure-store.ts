import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { ErasurePart, ReplacedId } from '../../../../scoring/lead-erasure.ts';

/** Parts of the platform that erase on their own, after `leads`. */
export const ErasedPartName = { SCORES: 'SCORES', MODELS: 'MODELS', LAKE: 'LAKE' } as const;

/** See {@link ErasedPartName}. */
export type ErasedPartName = (typeof ErasedPartName)[keyof typeof ErasedPartName];

/** Part of an erasure. */
export interface PartOfErasure {
  readonly name: ErasedPartName;
  /** epoch milliseconds; null while it is pending */
  readonly doneAt: number | null;
}

/** Erasure of a person. */
export interface ErasureRecord {
  /** grows with each erasure */
  readonly id: number;
  readonly erasureId: string;
  /** id of the lead since */
  readonly leadId: string;
  /** ids of all leads of the person since */
  readonly leadIds: readonly string[];
  readonly actor: string;
  readonly reason: string;
  /** epoch milliseconds */
  readonly erasedAt: number;
  readonly parts: readonly PartOfErasure[];
}

const COLUMNS = sql`e.sequence AS id, e.id AS "erasureId", e.lead_id AS "leadId", e.actor, e.reason,
  e.erased_at AS "erasedAt",
  ARRAY(SELECT l.lead_id FROM leads.erased_lead l WHERE l.erasure = e.id ORDER BY l.lead_id) AS "leadIds",
  (SELECT jsonb_agg(jsonb_build_object('name', p.part, 'doneAt', p.done_at) ORDER BY p.part DESC)
    FROM leads.erasure_part p WHERE p.erasure = e.id) AS parts`;

/** Stores an erasure, and the hashes of the ids that it ends. */
export async function insertErasure(
  trx: QueryExecutorProvider,
  erasure: Pick<ErasureRecord, 'erasureId' | 'leadId' | 'actor' | 'reason' | 'erasedAt'>,
  leads: readonly ReplacedId[],
  parts: readonly ErasedPartName[],
): Promise<void> {
  const { erasureId, leadId, actor, reason, erasedAt } = erasure;
  const pairs = sql`jsonb_to_recordset(${JSON.stringify(leads)}::jsonb) AS i("from" text, "to" text)`;
  await sql`INSERT INTO leads.erasure (id, lead_id, actor, reason, erased_at)
    VALUES (${erasureId}, ${leadId}, ${actor}, ${reason}, ${erasedAt})`.execute(trx);
  await sql`INSERT INTO leads.erased_lead (lead_id, erasure) SELECT i."to", ${erasureId} FROM ${pairs}`.execute(trx);
  await sql`INSERT INTO leads.erasure_part (erasure, part) SELECT ${erasureId}, unnest(${parts}::text[])`.execute(trx);
  await sql`INSERT INTO leads.erased_key (key, lead_id, erasure)
    SELECT leads.erased_key_of(i."from"), i."to", ${erasureId} FROM ${pairs} ON CONFLICT DO NOTHING`.execute(trx);
}

/** Finds the erasure of a lead, by the id that it had or by the one that it has since. */
export async function findErasureOf(db: QueryExecutorProvider, leadId: string): Promise<ErasureRecord | undefined> {
  const { rows } = await sql<ErasureRecord>`SELECT ${COLUMNS} FROM leads.erasure e WHERE e.id IN (
    SELECT erasure FROM leads.erased_lead WHERE lead_id = ${leadId}
    UNION ALL SELECT erasure FROM leads.erased_key WHERE key = leads.erased_key_of(${leadId}))`.execute(db);
  return rows[0];
}

/** Finds an erasure by its id. */
export async function findErasure(db: QueryExecutorProvider, id: string): Promise<ErasureRecord | undefined> {
  const { rows } = await sql<ErasureRecord>`SELECT ${COLUMNS} FROM leads.erasure e WHERE e.id = ${id}`.execute(db);
  return rows[0];
}

/** Lists erasures below a number, newest first. */
export async function listErasures(
  db: Kysely<unknown>,
  count: number,
  below: number | null,
): Promise<readonly ErasureRecord[]> {
  const { rows } = await sql<ErasureRecord>`SELECT ${COLUMNS} FROM leads.erasure e
    WHERE ${below}::bigint IS NULL OR e.sequence < ${below} ORDER BY e.sequence DESC LIMIT ${count}`.execute(db);
  return rows;
}

/** Records that a part is done. @param now epoch milliseconds */
export async function completePart(
  trx: QueryExecutorProvider,
  erasure: string,
  part: ErasurePart | 'LAKE',
  now: number,
): Promise<void> {
  await sql`UPDATE leads.erasure_part SET done_at = ${now}::bigint
    WHERE erasure = ${erasure} AND part = ${part} AND done_at IS NULL`.execute(trx);
}

/** Whether the lake has ever been refreshed from this database. */
export async function hasLakeTables(db: QueryExecutorProvider): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM leads.lake_table LIMIT 1`.execute(db);
  return rows.length > 0;
}
