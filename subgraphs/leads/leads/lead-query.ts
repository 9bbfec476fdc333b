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
import { scanBudget } from './scan-budget.ts';

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
  return readRange(db, selection, range, await chooseBudget(db, slicesOf(selection, range), range.limit));
}

/**
 * Reads as {@link findLeadRange} does.
 *
 * @param budget candidates to read in order before every match is collected; undefined where an index alone answers
 */
export async function readRange(
  db: QueryExecutorProvider,
  selection: LeadSelection,
  range: LeadRange,
  budget: number | undefined,
): Promise<FoundLeads> {
  const rows = await readRows(db, rangeQuery(selection, range, budget), budget !== undefined);
  const [state] = rows;
  if (!state) throw new TypeError('leads.ranking_state has no row');
  return {
    currentRevision: state.current_revision,
    prunedRevision: state.pruned_revision,
    leads: rows
      // an empty range is one row with the state only
      .filter((row) => row.id !== null)
      .map(({ current_revision, pruned_revision, sort_key, ...lead }) => ({ key: sort_key, lead: toLead(lead) })),
  };
}

type Row = SelectedLead & { current_revision: number; pruned_revision: number; sort_key: number | string };

async function readRows(db: QueryExecutorProvider, query: RawBuilder<unknown>, isPlanned: boolean): Promise<Row[]> {
  const each = sql.raw(isPlanned ? PLANNED_EACH_TIME : '');
  const { rows } = await sql<{ rows: string }>`${each}SELECT ${jsonText(query)} AS rows`.execute(db);
  return JSON.parse((rows[0] as { rows: string }).rows);
}

function rangeQuery(selection: LeadSelection, range: LeadRange, budget: number | undefined): RawBuilder<unknown> {
  const order = ORDER_KEYS[selection.order];
  const sort = sortOf(order, range.backwards);
  const parts = slicesOf(selection, range).flatMap((slice, number) =>
    readSlice(slice, range, budget, `scanned${number}`),
  );
  const scans = parts.flatMap(({ scanned }) => scanned ?? []);
  const reads = parts.map(({ read }) => sql`(${read})`);
  // a filter for no stage at all has no slice
  const all = reads.length === 0 ? NOTHING : sql.join(reads, sql` UNION ALL `);
  return sql`${scans.length === 0 ? sql`` : sql`WITH ${sql.join(scans)}`}
    SELECT s.revision AS current_revision, s.pruned_revision, v.sort_key, ${LEAD_PROJECTION}
    FROM leads.ranking_state s
      LEFT JOIN (SELECT * FROM (${all}) u ORDER BY ${sort} LIMIT ${sql.lit(range.limit)}) v ON true
      LEFT JOIN leads.lead l ON l.id = v.id
    ORDER BY ${sortOf(order, range.backwards, 'v.')}`;
}

const NOTHING = sql`SELECT NULL::text AS sort_key, NULL::text AS id, v.probability, v.points, v.grade, v.model_version,
  v.scored_at, v.week_change, v.last_interaction_at FROM leads.ranking v WHERE false`;

/** Reads a slice by its index; where that finds too few within the budget, by collecting all of it. */
function readSlice(
  slice: LeadSlice,
  range: LeadRange,
  budget: number | undefined,
  name: string,
): { readonly scanned?: RawBuilder<unknown>; readonly read: RawBuilder<unknown> } {
  if (isIndexed(slice)) return { read: scan(slice, range, range.limit) };
  if (!budget) return { read: collect(slice, range) };
  const found = sql`(SELECT count(*) FROM ${sql.ref(name)}) = ${sql.lit(range.limit)}`;
  return {
    scanned: sql`${sql.ref(name)} AS MATERIALIZED (${scan(slice, range, budget)})`,
    read: sql`SELECT * FROM ${sql.ref(name)} WHERE ${found}
      UNION ALL SELECT * FROM (${collect(slice, range)}) c WHERE NOT ${found}`,
  };
}

/** @returns undefined where the index alone answers; the first slice, the largest, decides for all */
async function chooseBudget(
  db: QueryExecutorProvider,
  slices: readonly LeadSlice[],
  limit: number,
): Promise<number | undefined> {
  const [first] = slices;
  if (!first || slices.every(isIndexed)) return undefined;
  const [candidates, matches] = await Promise.all([
    estimateRows(db, candidatesOf(first)),
    estimateRows(db, membersOf(first)),
  ]);
  return scanBudget({ candidates, matches, limit });
}

/** Rows of a FROM and WHERE, as the planner estimates them from its statistics. */
async function estimateRows(db: QueryExecutorProvider, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`${sql.raw(PLANNED_EACH_TIME)}
    EXPLAIN (FORMAT JSON) SELECT FROM ${from}`.execute(db);
  const plan = rows[0]?.['QUERY PLAN'];
  const [top] = (typeof plan === 'string' ? JSON.parse(plan) : plan) as readonly { Plan: { 'Plan Rows': number } }[];
  return top?.Plan['Plan Rows'] ?? 0;
}
