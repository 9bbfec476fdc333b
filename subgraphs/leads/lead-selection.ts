import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { LEAD_SELECT, type SelectedLead, toLead } from './lead-select.ts';
import type { LeadFilter } from './types/inputs.ts';
import type { Lead } from './types/lead.ts';
import { LeadOrder } from './vocabulary.ts';

/** Which leads, in which order, as ranked at which revision (nothing but {@link LeadOrder.SCORE_DESC} looks at it). */
export interface LeadSelection {
  readonly filter: LeadFilter;
  readonly order: LeadOrder;
  /** absent: as ranked now */
  readonly revision?: number | undefined;
}

/** A place in an ordered list of leads: the sort key and the id that breaks ties. */
export interface LeadPosition {
  readonly key: number;
  readonly id: string;
}

/** What {@link findLeadSlice} found. */
export interface LeadSlice {
  /** the ranking's revision when the slice was read */
  readonly currentRevision: number;
  /** walks at an earlier revision than this have lost rows they would need */
  readonly prunedRevision: number;
  readonly leads: readonly { readonly key: number; readonly lead: Lead }[];
}

const ORDERS = {
  [LeadOrder.SCORE_DESC]: { key: sql.raw('v.rank_key'), type: sql.raw('double precision'), descending: true },
  [LeadOrder.CREATED_AT_DESC]: { key: sql.raw('l.created_at'), type: sql.raw('bigint'), descending: true },
  [LeadOrder.CREATED_AT_ASC]: { key: sql.raw('l.created_at'), type: sql.raw('bigint'), descending: false },
} as const;

/**
 * Reads a slice of a selection, and the ranking's state, in one statement: both are of one moment.
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
  const { key, type, descending } = ORDERS[selection.order];
  const direction = sql.raw(descending ? 'DESC' : 'ASC');
  const beyond = sql.raw(descending ? '<' : '>');
  const position = after ? sql`AND (${key}, l.id) ${beyond} (${after.key}::${type}, ${after.id})` : sql``;
  type Row = SelectedLead & { current_revision: number; pruned_revision: number; sort_key: number };
  const { rows } = await sql<Row>`
    SELECT s.revision AS current_revision, s.pruned_revision, p.*
    FROM leads.ranking_state s LEFT JOIN LATERAL (
      SELECT ${key} AS sort_key, ${LEAD_SELECT} FROM ${members(selection)} ${position}
      ORDER BY ${key} ${direction}, l.id ${direction} LIMIT ${limit}
    ) p ON true ORDER BY p.sort_key ${direction}, p.id ${direction}`.execute(db);
  const [state] = rows;
  if (!state) throw new TypeError('leads.ranking_state has no row');
  return {
    currentRevision: state.current_revision,
    prunedRevision: state.pruned_revision,
    leads: rows
      // an empty slice is one row with the state alone
      .filter((row) => row.id !== null)
      .map(({ current_revision, pruned_revision, sort_key, ...lead }) => ({ key: sort_key, lead: toLead(lead) })),
  };
}

/** Counts the leads of a selection. */
export async function countLeads(db: QueryExecutorProvider, selection: LeadSelection): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${members(selection)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** FROM and WHERE of a selection: leads `l` with their ranking `v`. */
function members({ filter, order, revision }: LeadSelection): RawBuilder<unknown> {
  const ranked = order === LeadOrder.SCORE_DESC && revision !== undefined;
  const ranking = sql.raw(ranked ? 'leads.ranking_versions' : 'leads.ranking');
  const snapshot = ranked
    ? sql`v.valid_from_revision <= ${revision}::bigint AND v.valid_until_revision > ${revision}::bigint`
    : sql`true`;
  return sql`${ranking} v JOIN leads.lead l ON l.id = v.lead_id WHERE ${snapshot} ${conditions(filter)}`;
}

function conditions(filter: LeadFilter): RawBuilder<unknown> {
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
