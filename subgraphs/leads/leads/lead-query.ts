import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { PLANNED_EACH_TIME } from '../../../platform/database/statement-names.ts';
import type { Lead } from './lead.ts';
import { ORDER_KEYS } from './lead-order.ts';
import { areRanked, LEAD_FIELDS, type LeadField, leadColumns, RANKING_COLUMNS } from './lead-projection.ts';
import {
  candidatesOf,
  collect,
  isIndexed,
  type LeadRange,
  type LeadSelection,
  type LeadSlice,
  membersOf,
  scan,
  slicesOf,
  sortOf,
} from './lead-slice.ts';
import { scanBudgets } from './scan-budgets.ts';

/** Result of {@link findLeadRange}. */
export interface FoundLeads {
  /** the ranking's revision when the leads were read */
  readonly currentRevision: number;
  /** oldest revision whose rows are complete: later pages of older ones expire */
  readonly prunedRevision: number;
  /** in the order of the list, or against it when read backwards */
  readonly leads: readonly { readonly key: number | string; readonly lead: Lead }[];
}

/** Range of a list, with the fields to read of its leads; the others are absent. */
export interface LeadRead extends LeadRange {
  /** all by default */
  readonly fields?: readonly LeadField[] | undefined;
}

/** Reads a range of a selection and the ranking's state in one statement, so that they are consistent. */
export async function findLeadRange(
  db: QueryExecutorProvider,
  selection: LeadSelection,
  range: LeadRead,
): Promise<FoundLeads> {
  return readRange(db, selection, range, await chooseBudgets(db, slicesOf(selection, range), range.limit));
}

/**
 * Reads as {@link findLeadRange} does: in the order of the index, and where that finds too few within the budgets, by
 * collecting every match.
 *
 * @param budgets candidates to read in order, in one attempt after the other; undefined where an index alone answers
 */
export async function readRange(
  db: QueryExecutorProvider,
  selection: LeadSelection,
  range: LeadRead,
  budgets: readonly number[] | undefined,
): Promise<FoundLeads> {
  const isPlanned = budgets !== undefined;
  for (const budget of budgets ?? []) {
    const found = await readLeads(db, rangeQuery(selection, range, budget), isPlanned);
    if (found.isComplete) return found;
  }
  return readLeads(db, rangeQuery(selection, range, 0), isPlanned);
}

interface RangeRow extends FoundLeads {
  /** whether no lead is missing: every slice gave as many leads as were asked for, or was read to its end */
  readonly isComplete: boolean;
}

/** As one JSON text: reading hundreds of single values off the wire costs more than finding them. */
async function readLeads(db: QueryExecutorProvider, query: RawBuilder<unknown>, isPlanned: boolean): Promise<RangeRow> {
  const each = sql.raw(isPlanned ? PLANNED_EACH_TIME : '');
  const { rows } = await sql<{ found: string }>`${each}SELECT row_to_json(f)::text AS found FROM (${query}) f`.execute(
    db,
  );
  const [row] = rows;
  if (!row) throw new TypeError('leads.ranking_state has no row');
  return JSON.parse(row.found);
}

/** @param budget candidates of each slice to read in order; 0 to collect every match */
function rangeQuery(selection: LeadSelection, range: LeadRead, budget: number): RawBuilder<unknown> {
  const { limit, backwards, fields = LEAD_FIELDS } = range;
  const order = ORDER_KEYS[selection.order];
  const { reads, slices, isComplete } = readSlices(slicesOf(selection, range), range, budget);
  const lead = areRanked(fields) ? sql`(SELECT v.id) l` : sql`leads.lead l WHERE l.id = v.id`;
  return sql`${reads.length === 0 ? sql`` : sql`WITH ${sql.join(reads)}`}
    SELECT s.revision AS "currentRevision", s.pruned_revision AS "prunedRevision", ${isComplete} AS "isComplete",
      (SELECT COALESCE(json_agg(r), '[]') FROM (
        SELECT v.sort_key AS key, lead FROM (
          SELECT * FROM (${sql.join(slices, sql` UNION ALL `)}) u
          ORDER BY ${sortOf(order, backwards)} LIMIT ${sql.lit(limit)}
        ) v CROSS JOIN LATERAL (SELECT ${leadColumns(fields)} FROM ${lead}) lead
        ORDER BY ${sortOf(order, backwards, 'v.')}
      ) r) AS leads
    FROM leads.ranking_state s`;
}

interface SliceReads {
  /** parts of a WITH clause */
  readonly reads: readonly RawBuilder<unknown>[];
  /** queries of the leads at the start of each slice */
  readonly slices: readonly RawBuilder<unknown>[];
  /** whether no lead is missing */
  readonly isComplete: RawBuilder<unknown>;
}

function readSlices(slices: readonly LeadSlice[], range: LeadRange, budget: number): SliceReads {
  // a filter for no stage at all has no slice
  if (slices.length === 0) return { reads: [], slices: [NOTHING], isComplete: sql`true` };
  const queries = slices.map((slice) => readSlice(slice, range, budget));
  if (budget === 0 || slices.every(isIndexed))
    return { reads: [], slices: queries.map((query) => sql`(${query})`), isComplete: sql`true` };
  const names = slices.map((_, number) => sql.ref(`slice${number}`));
  return {
    reads: queries.map((query, number) => sql`${names[number]} AS MATERIALIZED (${query})`),
    slices: names.map((name) => sql`SELECT * FROM ${name}`),
    isComplete: sql.join(
      slices.map((slice, number) => isComplete(slice, sql`${names[number]}`, range.limit, budget)),
      sql` AND `,
    ),
  };
}

/** The candidates are counted only where the slice gave too few: CASE evaluates no more than it needs. */
function isComplete(slice: LeadSlice, name: RawBuilder<unknown>, limit: number, budget: number): RawBuilder<unknown> {
  if (isIndexed(slice)) return sql`true`;
  return sql`CASE WHEN (SELECT count(*) FROM ${name}) = ${sql.lit(limit)} THEN true
    ELSE (SELECT count(*) FROM (SELECT FROM ${candidatesOf(slice)} LIMIT ${sql.lit(budget)}) c) < ${sql.lit(budget)} END`;
}

function readSlice(slice: LeadSlice, range: LeadRange, budget: number): RawBuilder<unknown> {
  if (isIndexed(slice)) return scan(slice, range, range.limit);
  return budget === 0 ? collect(slice, range) : scan(slice, range, budget);
}

const NOTHING = sql`SELECT NULL::text AS sort_key, NULL::text AS id, ${RANKING_COLUMNS} FROM leads.ranking v WHERE false`;

/** @returns undefined where the index alone answers; the first slice, the largest, decides for all */
async function chooseBudgets(
  db: QueryExecutorProvider,
  slices: readonly LeadSlice[],
  limit: number,
): Promise<readonly number[] | undefined> {
  const [first] = slices;
  if (!first || slices.every(isIndexed)) return undefined;
  const [candidates, matches] = await Promise.all([
    estimateRows(db, candidatesOf(first)),
    estimateRows(db, membersOf(first)),
  ]);
  return scanBudgets({ candidates, matches, limit });
}

/** Rows of a FROM and WHERE, as the planner estimates them from its statistics. */
async function estimateRows(db: QueryExecutorProvider, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`${sql.raw(PLANNED_EACH_TIME)}
    EXPLAIN (FORMAT JSON) SELECT FROM ${from}`.execute(db);
  const plan = rows[0]?.['QUERY PLAN'];
  const [top] = (typeof plan === 'string' ? JSON.parse(plan) : plan) as readonly { Plan: { 'Plan Rows': number } }[];
  return top?.Plan['Plan Rows'] ?? 0;
}
