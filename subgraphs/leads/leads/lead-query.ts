import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { jsonText } from '../../../platform/database/json-rows.ts';
import { PLANNED_EACH_TIME } from '../../../platform/database/statement-names.ts';
import type { Lead } from './lead.ts';
import { ORDER_KEYS } from './lead-order.ts';
import { LEAD_PROJECTION, type SelectedLead, toLead } from './lead-projection.ts';
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

/** Reads a range of a selection and the ranking's state in one statement, so that they are consistent. */
export async function findLeadRange(
  db: QueryExecutorProvider,
  selection: LeadSelection,
  range: LeadRange,
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
  range: LeadRange,
  budgets: readonly number[] | undefined,
): Promise<FoundLeads> {
  const isPlanned = budgets !== undefined;
  for (const budget of budgets ?? []) {
    const rows = await readRows(db, rangeQuery(selection, range, budget), isPlanned);
    if (rows[0]?.is_complete) return toFound(rows);
  }
  return toFound(await readRows(db, rangeQuery(selection, range, 0), isPlanned));
}

function toFound(rows: readonly Row[]): FoundLeads {
  const [state] = rows;
  if (!state) throw new TypeError('leads.ranking_state has no row');
  return {
    currentRevision: state.current_revision,
    prunedRevision: state.pruned_revision,
    leads: rows
      // an empty range is one row with the state only
      .filter((row) => row.id !== null)
      .map(({ current_revision, pruned_revision, is_complete, sort_key, ...lead }) => ({
        key: sort_key,
        lead: toLead(lead),
      })),
  };
}

interface RangeState {
  readonly current_revision: number;
  readonly pruned_revision: number;
  /** whether no lead is missing: every slice gave as many leads as were asked for, or was read to its end */
  readonly is_complete: boolean;
  readonly sort_key: number | string;
}

type Row = SelectedLead & RangeState;

async function readRows(db: QueryExecutorProvider, query: RawBuilder<unknown>, isPlanned: boolean): Promise<Row[]> {
  const each = sql.raw(isPlanned ? PLANNED_EACH_TIME : '');
  const { rows } = await sql<{ rows: string }>`${each}SELECT ${jsonText(query)} AS rows`.execute(db);
  return JSON.parse((rows[0] as { rows: string }).rows);
}

/** @param budget candidates of each slice to read in order; 0 to collect every match */
function rangeQuery(selection: LeadSelection, range: LeadRange, budget: number): RawBuilder<unknown> {
  const order = ORDER_KEYS[selection.order];
  const slices = slicesOf(selection, range);
  const names = slices.map((_, number) => sql.ref(`slice${number}`));
  const reads = slices.map(
    (slice, number) => sql`${names[number]} AS MATERIALIZED (${readSlice(slice, range, budget)})`,
  );
  const complete = slices.map((slice, number) => isComplete(slice, sql`${names[number]}`, range.limit, budget));
  // a filter for no stage at all has no slice
  const all = names.length === 0 ? [NOTHING] : names.map((name) => sql`SELECT * FROM ${name}`);
  return sql`${reads.length === 0 ? sql`` : sql`WITH ${sql.join(reads)}`}
    SELECT s.revision AS current_revision, s.pruned_revision, ${sql.join([sql`true`, ...complete], sql` AND `)} AS is_complete,
      v.sort_key, ${LEAD_PROJECTION}
    FROM leads.ranking_state s
      LEFT JOIN (SELECT * FROM (${sql.join(all, sql` UNION ALL `)}) u
        ORDER BY ${sortOf(order, range.backwards)} LIMIT ${sql.lit(range.limit)}) v ON true
      LEFT JOIN leads.lead l ON l.id = v.id
    ORDER BY ${sortOf(order, range.backwards, 'v.')}`;
}

/** The candidates are counted only where the slice gave too few: CASE evaluates no more than it needs. */
function isComplete(slice: LeadSlice, name: RawBuilder<unknown>, limit: number, budget: number): RawBuilder<unknown> {
  if (isIndexed(slice) || budget === 0) return sql`true`;
  return sql`CASE WHEN (SELECT count(*) FROM ${name}) = ${sql.lit(limit)} THEN true
    ELSE (SELECT count(*) FROM (SELECT FROM ${candidatesOf(slice)} LIMIT ${sql.lit(budget)}) c) < ${sql.lit(budget)} END`;
}

function readSlice(slice: LeadSlice, range: LeadRange, budget: number): RawBuilder<unknown> {
  if (isIndexed(slice)) return scan(slice, range, range.limit);
  return budget === 0 ? collect(slice, range) : scan(slice, range, budget);
}

const NOTHING = sql`SELECT NULL::text AS sort_key, NULL::text AS id, v.probability, v.points, v.grade, v.model_version,
  v.scored_at, v.week_change, v.last_interaction_at FROM leads.ranking v WHERE false`;

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
