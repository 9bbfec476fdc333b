import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../platform/database/json-rows.ts';
import type { Lead } from './lead.ts';
import type { LeadFilter } from './lead-filter.ts';
import { LEAD_PROJECTION, type SelectedLead, toLead } from './lead-projection.ts';

/** Orders of a list of leads. */
export const LeadOrder = {
  SCORE_DESC: 'SCORE_DESC',
  CREATED_AT_DESC: 'CREATED_AT_DESC',
  CREATED_AT_ASC: 'CREATED_AT_ASC',
} as const;

/** See {@link LeadOrder}. */
export type LeadOrder = (typeof LeadOrder)[keyof typeof LeadOrder];

/** Selection of leads: filter, order, and the revision of the ranking, which {@link LeadOrder.SCORE_DESC} alone uses. */
export interface LeadSelection {
  readonly filter: LeadFilter;
  readonly order: LeadOrder;
  /** absent: the current one */
  readonly revision?: number | undefined;
}

/** Position in an ordered list of leads: the sort key, and the id that breaks ties. */
export interface LeadPosition {
  readonly key: number;
  readonly id: string;
}

/** Result of {@link findLeadSlice}. */
export interface LeadSlice {
  /** the ranking's revision when the slice was read */
  readonly currentRevision: number;
  /** oldest revision whose rows are complete: later pages of older ones expire */
  readonly prunedRevision: number;
  readonly leads: readonly { readonly key: number; readonly lead: Lead }[];
}

const BY_SCORE = { key: sql.raw('v.rank_key'), id: sql.raw('v.lead_id'), type: sql.raw('double precision') };
const BY_CREATION = { key: sql.raw('l.created_at'), id: sql.raw('l.id'), type: sql.raw('bigint') };
const ORDERS = {
  [LeadOrder.SCORE_DESC]: { ...BY_SCORE, descending: true },
  [LeadOrder.CREATED_AT_DESC]: { ...BY_CREATION, descending: true },
  [LeadOrder.CREATED_AT_ASC]: { ...BY_CREATION, descending: false },
} as const;

/**
 * Reads a slice of a selection and the ranking's state in one statement, so that they are consistent.
 *
 * @param after  the lead before the slice; absent for the first slice
 * @param limit  most leads to read
 */
export async function findLeadSlice(
  db: QueryExecutorProvider,
  selection: LeadSelection,
  after: LeadPosition | undefined,
  limit: number,
): Promise<LeadSlice> {
  const { key, id, type, descending } = ORDERS[selection.order];
  const direction = sql.raw(descending ? 'DESC' : 'ASC');
  const beyond = sql.raw(descending ? '<' : '>');
  const position = after ? sql`AND (${key}, ${id}) ${beyond} (${after.key}::${type}, ${after.id})` : sql``;
  const slices = membersOf(selection).map(
    (members) => sql`(SELECT ${key} AS sort_key, ${LEAD_PROJECTION} FROM ${members} ${position}
      ORDER BY ${key} ${direction}, ${id} ${direction} LIMIT ${limit})`,
  );
  type Row = SelectedLead & { current_revision: number; pruned_revision: number; sort_key: number };
  const rows = await jsonRows<Row>(
    db,
    sql`SELECT s.revision AS current_revision, s.pruned_revision, p.*
    FROM leads.ranking_state s LEFT JOIN (${sql.join(slices, sql` UNION ALL `)}) p ON true
    ORDER BY p.sort_key ${direction}, p.id ${direction} LIMIT ${limit}`,
  );
  const [state] = rows;
  if (!state) throw new TypeError('leads.ranking_state has no row');
  return {
    currentRevision: state.current_revision,
    prunedRevision: state.pruned_revision,
    leads: rows
      // an empty slice is one row with the state only
      .filter((row) => row.id !== null)
      .map(({ current_revision, pruned_revision, sort_key, ...lead }) => ({ key: sort_key, lead: toLead(lead) })),
  };
}

/** Counts the leads of a selection. */
export async function countLeads(db: QueryExecutorProvider, selection: LeadSelection): Promise<number> {
  const counts = membersOf(selection).map((members) => sql`(SELECT count(*) FROM ${members})`);
  const { rows } = await sql<{ count: number }>`SELECT ${sql.join(counts, sql` + `)} AS count`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * FROM and WHERE of a selection, leads `l` with their ranking `v`: first the leads whose rank is that of the revision, then
 * those ranked again since. Separate, as the planner uses the history's index only in a query of its own.
 */
function membersOf({ filter, order, revision }: LeadSelection): RawBuilder<unknown>[] {
  const members = (ranking: string, snapshot: RawBuilder<unknown>) =>
    sql`${sql.raw(ranking)} v JOIN leads.lead l ON l.id = v.lead_id WHERE ${snapshot} ${leadConditions(filter)}`;
  if (order !== LeadOrder.SCORE_DESC || revision === undefined) return [members('leads.ranking', sql`true`)];
  const begun = sql`v.valid_from_revision <= ${revision}::bigint`;
  return [
    members('leads.ranking', begun),
    members('leads.ranking_history', sql`${begun} AND v.valid_until_revision > ${revision}::bigint`),
  ];
}

/** Conditions of a filter on leads `l` and their ranking `v`, each with AND before it. */
export function leadConditions(filter: LeadFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [];
  const oneOf = (column: string, values: readonly string[] | null | undefined): void => {
    if (values) all.push(sql`AND ${sql.raw(column)} = ANY(${values}::text[])`);
  };
  oneOf('l.stage', filter.stages);
  oneOf('v.grade', filter.grades);
  oneOf('l.industry', filter.industries);
  oneOf('l.country', filter.countries);
  oneOf('l.source', filter.sources);
  oneOf('l.owner', filter.owners);
  if (filter.minimumProbability != null) {
    all.push(sql`AND v.rank_key >= ${filter.minimumProbability}::double precision`);
  }
  if (filter.createdFrom != null) all.push(sql`AND l.created_at >= ${filter.createdFrom}::bigint`);
  if (filter.createdBefore != null) all.push(sql`AND l.created_at < ${filter.createdBefore}::bigint`);
  if (filter.company) all.push(sql`AND strpos(lower(l.company), lower(${filter.company})) > 0`);
  return all.length === 0 ? sql`` : sql.join(all, sql` `);
}
