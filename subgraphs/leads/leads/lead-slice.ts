import { type RawBuilder, sql } from 'kysely';
import { type Condition, conditionsOf } from './lead-conditions.ts';
import { closedParts, type LeadFilter } from './lead-filter.ts';
import { isSnapshotOrder, type LeadOrder, ORDER_KEYS, type OrderKey } from './lead-order.ts';
import { RANKING_COLUMNS } from './lead-projection.ts';

/** Selection of leads: filter, order, and the revision of the ranking, which orders by score alone use. */
export interface LeadSelection {
  readonly filter: LeadFilter;
  readonly order: LeadOrder;
  /** absent: the current one */
  readonly revision?: number | undefined;
  /** whether a search may look into name, e-mail address and telephone number */
  readonly readsContacts: boolean;
  /** time at which overrides are in force, epoch milliseconds */
  readonly now: number;
}

/** Position in an ordered list of leads: the sort key, and the id that breaks ties. */
export interface LeadPosition {
  readonly key: number | string;
  readonly id: string;
}

/** Part of a list to read: at most `limit` leads between two positions, from the first on or back from the last. */
export interface LeadRange {
  readonly after?: LeadPosition | undefined;
  readonly before?: LeadPosition | undefined;
  readonly backwards: boolean;
  readonly limit: number;
}

/**
 * One source of a selection's leads, in SQL on a ranking `v` and `leads.lead l`: the open or the closed ones of the ranking,
 * or those ranked again since the selection's revision. Separate, as the index of each gives its own order.
 */
export interface LeadSlice {
  readonly order: OrderKey;
  /** relation that `v` stands for */
  readonly ranking: RawBuilder<unknown>;
  /** conditions that the index of the order bounds */
  readonly bounds: readonly RawBuilder<unknown>[];
  /** other conditions on `v` */
  readonly rankingTests: readonly RawBuilder<unknown>[];
  /** other conditions on `l` */
  readonly leadTests: readonly RawBuilder<unknown>[];
  /** conditions that hold anyway where the others do, by which the planner may find leads */
  readonly implied: readonly RawBuilder<unknown>[];
}

// the last interaction and the change have no history: they are those of now
const HISTORY = sql`(SELECT h.*, r.week_change, r.last_interaction_at
  FROM leads.ranking_history h JOIN leads.ranking r ON r.lead_id = h.lead_id)`;

/** Slices of a selection, together each of its leads once. */
export function slicesOf(selection: LeadSelection, range?: LeadRange): readonly LeadSlice[] {
  const { filter, revision } = selection;
  const order = ORDER_KEYS[selection.order];
  const conditions = conditionsOf(filter, selection);
  const isBound = ({ table, rangeOf }: Condition) => table === order.table && rangeOf === order.column;
  const tests = (wanted: (condition: Condition) => boolean) => conditions.filter(wanted).map(({ test }) => test);
  const bounds = [...tests(isBound), ...positionTests(order, range)];
  const rankingTests = tests((condition) => condition.table === 'v' && !isBound(condition));
  const leadTests = tests((condition) => condition.table === 'l' && !isBound(condition));
  const isSnapshot = isSnapshotOrder(selection.order) && revision !== undefined;
  const begun = isSnapshot ? [sql`v.valid_from_revision <= ${revision}::bigint`] : [];
  const parts = closedParts(filter);
  const slices: LeadSlice[] = parts.map((isClosed) => {
    const [own, other] = order.table === 'v' ? ['v', 'l'] : ['l', 'v'];
    return {
      order,
      ranking: sql`leads.ranking`,
      bounds: [closedTest(own as string, isClosed), ...bounds, ...begun],
      rankingTests,
      leadTests,
      implied: [closedTest(other as string, isClosed)],
    };
  });
  if (!isSnapshot || parts.length === 0) return slices;
  const replaced = [...bounds, ...begun, sql`v.valid_until_revision > ${revision}::bigint`];
  const closed = parts.length === 1 ? [closedTest('l', parts[0] === true)] : [];
  const history = { order, ranking: HISTORY, bounds: replaced, rankingTests, implied: [] };
  return [...slices, { ...history, leadTests: [...closed, ...leadTests] }];
}

function closedTest(table: string, isClosed: boolean): RawBuilder<unknown> {
  return sql.raw(`${table}.is_closed = ${isClosed}`);
}

function positionTests(order: OrderKey, { after, before }: Partial<LeadRange> = {}): RawBuilder<unknown>[] {
  const { key, id } = columnsOf(order);
  const type = sql.raw(order.type);
  const beyond = ({ key: value, id: ofLead }: LeadPosition, operator: '<' | '>') =>
    sql`(${key}, ${id}) ${sql.raw(operator)} (${value}::${type}, ${ofLead})`;
  return [
    ...(after ? [beyond(after, order.descending ? '<' : '>')] : []),
    ...(before ? [beyond(before, order.descending ? '>' : '<')] : []),
  ];
}

function columnsOf({ table, column }: OrderKey): {
  readonly key: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
} {
  return { key: sql.raw(`${table}.${column}`), id: sql.raw(table === 'v' ? 'v.lead_id' : 'l.id') };
}

/** Whether reading the index of the order alone answers the slice. */
export function isIndexed({ rankingTests, leadTests }: LeadSlice): boolean {
  return rankingTests.length === 0 && leadTests.length === 0;
}

/** Every lead of a slice as FROM and WHERE, on `v` and `l`. @param sample TABLESAMPLE of the leads */
export function membersOf(
  { ranking, bounds, rankingTests, leadTests, implied }: LeadSlice,
  sample: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  return sql`${ranking} v JOIN leads.lead l ${sample} ON l.id = v.lead_id
    ${where([...bounds, ...rankingTests, ...leadTests, ...implied])}`;
}

/** The rows within the bounds of the order's index, as FROM and WHERE. */
export function candidatesOf({ order, ranking, bounds }: LeadSlice): RawBuilder<unknown> {
  return order.table === 'v' ? sql`${ranking} v ${where(bounds)}` : sql`leads.lead l ${where(bounds)}`;
}

/** Order of the rows of a query with the columns `sort_key` and `id`. */
export function sortOf({ descending }: OrderKey, backwards: boolean, prefix = ''): RawBuilder<unknown> {
  const direction = descending === backwards ? 'ASC' : 'DESC';
  return sql.raw(`${prefix}sort_key ${direction}, ${prefix}id ${direction}`);
}

/** The leads at the start of a slice by collecting all of them. */
export function collect(slice: LeadSlice, { limit, backwards }: LeadRange): RawBuilder<unknown> {
  const { key, id } = columnsOf(slice.order);
  // OFFSET 0: planned for all rows, not for the first ones in their order
  return sql`SELECT * FROM (SELECT ${key} AS sort_key, ${id} AS id, ${RANKING_COLUMNS} FROM ${membersOf(slice)} OFFSET 0) a
    ORDER BY ${sortOf(slice.order, backwards)} LIMIT ${sql.lit(limit)}`;
}

/** The leads at the start of a slice among its first candidates in order. @param budget candidates to read at most */
export function scan(slice: LeadSlice, range: LeadRange, budget: number): RawBuilder<unknown> {
  const { key, id } = columnsOf(slice.order);
  const { limit, backwards } = range;
  const direction = sql.raw(slice.order.descending === backwards ? 'ASC' : 'DESC');
  const sort = sql`ORDER BY ${key} ${direction}, ${id} ${direction}`;
  const candidates = sql`(SELECT * FROM ${candidatesOf(slice)} ${sort} LIMIT ${sql.lit(budget)})`;
  return sql`SELECT ${key} AS sort_key, ${id} AS id, ${RANKING_COLUMNS} FROM ${join(slice, candidates)}
    ${sort} LIMIT ${sql.lit(limit)}`;
}

/** Candidates joined with the other table one by one: OFFSET 0 keeps the planner from reading all of that first. */
function join(
  { order, ranking, rankingTests, leadTests }: LeadSlice,
  candidates: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (order.table === 'l') {
    const ranked = where([sql`v.lead_id = l.id`, ...rankingTests]);
    return sql`${candidates} l CROSS JOIN LATERAL (SELECT * FROM ${ranking} v ${ranked} OFFSET 0) v ${where(leadTests)}`;
  }
  const lead =
    leadTests.length === 0
      ? sql``
      : sql`CROSS JOIN LATERAL (SELECT FROM leads.lead l ${where([sql`l.id = v.lead_id`, ...leadTests])} OFFSET 0) l`;
  return sql`${candidates} v ${lead} ${where(rankingTests)}`;
}

function where(tests: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return tests.length === 0 ? sql`` : sql`WHERE ${sql.join(tests, sql` AND `)}`;
}
