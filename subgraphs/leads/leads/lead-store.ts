import { type QueryExecutorProvider, sql } from 'kysely';
import { jsonRows } from '../../../platform/database/statements/json-rows.ts';
import { isStorableText } from '../../../platform/storable-text.ts';
import { erasedAmong } from '../erasure/store/erased-keys.ts';
import { insertContactKeys, replaceContactKeys } from '../identity/keys/contact-key-store.ts';
import type { Contact } from '../identity/keys/contact-keys.ts';
import { closeRanked, nextRevision, rankNewLeads } from '../ranking/ranking-store.ts';
import type { Lead, LeadRow } from './lead.ts';
import { columnList, LEAD_COLUMNS, type LeadColumn, leadRelation } from './lead-columns.ts';
import { LEAD_FIELDS, leadColumns } from './lead-projection.ts';
import { Origin } from './origin.ts';

/** Finds leads by id, in no particular order. Unknown ids are absent. */
export async function findLeads(db: QueryExecutorProvider, ids: readonly string[]): Promise<Lead[]> {
  return jsonRows(
    db,
    sql`SELECT ${leadColumns(LEAD_FIELDS)}
      FROM leads.lead l JOIN leads.ranking v ON v.lead_id = l.id WHERE l.id = ANY(${ids.filter(isStorableText)}::text[])`,
  );
}

/** Finds one lead. */
export async function findLead(db: QueryExecutorProvider, id: string): Promise<Lead | undefined> {
  const [lead] = await findLeads(db, [id]);
  return lead;
}

/** Locks the leads that exist until the transaction ends; in order, so that two callers cannot deadlock. */
export async function lockLeads(trx: QueryExecutorProvider, ids: readonly string[]): Promise<void> {
  await sql`SELECT FROM leads.lead WHERE id = ANY(${ids.filter(isStorableText)}::text[]) ORDER BY id FOR UPDATE`.execute(
    trx,
  );
}

/** Time and origin of a change of leads. */
export interface ReviseOptions {
  /** start of the changed versions, epoch milliseconds */
  readonly now: number;
  /** of the new versions; UNKNOWN by default */
  readonly origin?: Origin;
}

/** Settings of {@link insertLeads}. */
export interface InsertLeadsOptions extends ReviseOptions {
  /** columns of existing leads to update; all by default, none leaves them unchanged */
  readonly update?: readonly LeadColumn[];
}

/** Ids of the leads that {@link insertLeads} wrote; the others existed and were equal. */
export interface InsertedLeads {
  readonly inserted: readonly string[];
  readonly updated: readonly string[];
  /** ids of erased persons: nothing of theirs was written, and nothing may refer to them */
  readonly erased: ReadonlySet<string>;
}

/**
 * Inserts leads by id, and updates those that exist.
 *
 * A new lead's facts hold from its `created_at`. An existing lead keeps its `created_at`, and equal rows write nothing, so
 * a repeated call is harmless. New leads enter the ranking unscored, and the keys of their contacts are stored; the id of an
 * erased person is skipped.
 *
 * @param trx  a transaction: the ranking's revision must commit with its leads
 * @param rows at most some thousands; an id occurs once
 */
export async function insertLeads(
  trx: QueryExecutorProvider,
  rows: readonly LeadRow[],
  { now, origin = Origin.UNKNOWN, update = LEAD_COLUMNS }: InsertLeadsOptions,
): Promise<InsertedLeads> {
  const updated = update.length === 0 ? [] : await reviseRows(trx, rows, update, { now, origin });
  const columns = columnList(LEAD_COLUMNS, (name) => name);
  // ordered by id, so that two imports of the same leads cannot deadlock
  const inserted = await sql<Contact>`
    INSERT INTO leads.lead (id, created_at, valid_from, origin, is_in_crm, ${columns})
    SELECT id, created_at, created_at, ${origin}::text, ${origin === Origin.CRM}::boolean, ${columns}
    FROM ${leadRelation(rows)} ORDER BY id
    ON CONFLICT (id) DO NOTHING RETURNING id, email, phone, country`.execute(trx);
  // afterwards: an erasure that this statement waited for has committed by now
  const erased = await erasedAmong(
    trx,
    inserted.rows.map(({ id }) => id),
  );
  if (erased.size > 0) await sql`DELETE FROM leads.lead WHERE id = ANY(${[...erased]}::text[])`.execute(trx);
  const kept = inserted.rows.filter(({ id }) => !erased.has(id));
  await insertContactKeys(trx, kept);
  const ids = kept.map(({ id }) => id);
  // the ranking is locked after the rows of all leads, and before its own
  if (ids.length > 0) await rankNewLeads(trx, ids, (await nextRevision(trx)).revision);
  if (update.includes('stage') && updated.length > 0) await closeRanked(trx, updated);
  return { inserted: ids, updated, erased };
}

/**
 * Updates columns of the existing leads that differ; their old versions go to the history.
 *
 * Versions of one lead begin one after another, at least a millisecond apart, even when clocks run backwards: the facts of
 * every score stay in the history, and every version reaches the lake. The stage of a merged lead stays MERGED until its merge
 * is undone.
 *
 * @param rows hold at least the id and the given columns
 * @returns the ids of the leads that changed
 */
export async function reviseLeads(
  trx: QueryExecutorProvider,
  rows: readonly RevisedRow[],
  columns: readonly LeadColumn[],
  options: ReviseOptions,
): Promise<string[]> {
  const ids = await reviseRows(trx, rows, columns, options);
  if (columns.includes('stage') && ids.length > 0) await closeRanked(trx, ids);
  return ids;
}

type RevisedRow = Pick<LeadRow, 'id'> & Partial<LeadRow>;

/** {@link reviseLeads}, but for the ranking. */
async function reviseRows(
  trx: QueryExecutorProvider,
  rows: readonly RevisedRow[],
  columns: readonly LeadColumn[],
  { now, origin = Origin.UNKNOWN }: ReviseOptions,
): Promise<string[]> {
  const all = columnList(LEAD_COLUMNS, (name) => name);
  const stored = columnList(columns, (name) => `l.${name}`);
  const given = columnList(columns, givenValue);
  // the history gets the rows as locked, not as first read: another writer may have committed in between
  const result = await sql<Contact>`
    WITH changed AS (
      SELECT l.*, GREATEST(l.valid_from + 1, ${now}::bigint) AS changed_at,
        ${columnList(columns, (name) => `${givenValue(name)} AS new_${name}`)}
      FROM ${leadRelation(rows)} JOIN leads.lead l ON l.id = i.id
      WHERE (${stored}) IS DISTINCT FROM (${given}) ORDER BY l.id FOR UPDATE OF l
    ), kept AS (
      INSERT INTO leads.lead_history (lead_id, created_at, valid_from, valid_until, version, transaction_id, origin, ${all})
      SELECT id, created_at, valid_from, changed_at, version, transaction_id, origin, ${all} FROM changed
    )
    UPDATE leads.lead l SET ${columnList(columns, (name) => `${name} = c.new_${name}`)},
      valid_from = c.changed_at, version = l.version + 1, transaction_id = DEFAULT, origin = ${origin}::text
    FROM changed c WHERE l.id = c.id RETURNING l.id, l.email, l.phone, l.country`.execute(trx);
  const ids = result.rows.map((row) => row.id);
  if (CONTACT_COLUMNS.some((column) => columns.includes(column))) await replaceContactKeys(trx, result.rows);
  return ids;
}

const CONTACT_COLUMNS: readonly LeadColumn[] = ['email', 'phone', 'country'];

/** SQL of the new value of a column. */
function givenValue(name: LeadColumn): string {
  return name === 'stage' ? 'CASE WHEN l.merged_into IS NULL THEN i.stage ELSE l.stage END' : `i.${name}`;
}

/** Updates the planner's statistics after many rows were written: the embedded database has no autovacuum. */
export async function refreshStatistics(db: QueryExecutorProvider): Promise<void> {
  await sql`ANALYZE leads.lead, leads.contact_key, leads.interaction, leads.outcome, leads.ranking`.execute(db);
}
