import { type RawBuilder, sql } from 'kysely';
import { TREND_BAND, type Trend } from '../../../scoring/trend.ts';
import { changeOfLogOdds } from '../ranking/log-odds-change.ts';
import type { LeadFilter } from './lead-filter.ts';
import { isOverrideInForce } from './override-in-force.ts';
import { normaliseSearch } from './search-text.ts';

/** Condition of a filter in SQL. */
export interface Condition {
  /** table that it reads: `v`, the ranking, or `l`, the lead */
  readonly table: 'v' | 'l';
  readonly test: RawBuilder<unknown>;
  /** column that it is a range of, so that an index over that column bounds it */
  readonly rangeOf?: string;
}

/**
 * Conditions of a filter, all of which must hold, on `leads.ranking v` and `leads.lead l`; whether a lead is closed is
 * left to the caller where no stages are named.
 *
 * @param readsContacts whether the search may look into name, e-mail address and telephone number
 * @param now time at which overrides are in force, epoch milliseconds
 */
export function conditionsOf(
  filter: LeadFilter,
  { readsContacts, now }: { readonly readsContacts: boolean; readonly now: number },
): readonly Condition[] {
  return [
    ...scoreConditions(filter),
    ...overrideConditions(filter, now),
    ...timeConditions(filter),
    ...fieldConditions(filter, readsContacts),
  ];
}

function overrideConditions({ hasOverride }: LeadFilter, now: number): Condition[] {
  if (hasOverride == null) return [];
  const leads = sql`SELECT o.lead_id FROM leads.score_override o WHERE ${isOverrideInForce(now)}`;
  if (hasOverride) return [{ table: 'l', test: sql`NOT l.is_closed AND l.id IN (${leads})` }];
  return [{ table: 'l', test: sql`(l.is_closed OR NOT EXISTS (${leads} AND o.lead_id = l.id))` }];
}

function scoreConditions(filter: LeadFilter): Condition[] {
  const all: Condition[] = [];
  const score = (test: RawBuilder<unknown>) => all.push({ table: 'v', test });
  const rank = (test: RawBuilder<unknown>) => all.push({ table: 'v', test, rangeOf: 'rank_key' });
  const { minimumProbability, maximumProbability, minimumPoints, maximumPoints, unscored } = filter;
  if (minimumProbability != null) rank(sql`v.rank_key >= ${minimumProbability}::double precision`);
  if (maximumProbability != null) rank(sql`v.rank_key >= 0 AND v.rank_key <= ${maximumProbability}::double precision`);
  if (unscored === true) rank(sql`v.rank_key < 0`);
  if (unscored === false) rank(sql`v.rank_key >= 0`);
  if (minimumPoints != null) score(sql`v.points >= ${minimumPoints}::integer`);
  if (maximumPoints != null) score(sql`v.points <= ${maximumPoints}::integer`);
  if (filter.grades) score(sql`v.grade = ANY(${filter.grades}::text[])`);
  if (filter.trends) score(anyOf(filter.trends.map((trend) => TREND_TESTS[trend])));
  return all;
}

const CHANGE = changeOfLogOdds('v.probability', 'v.previous_probability');

/** The rule of `trend`, in SQL. */
const TREND_TESTS: Readonly<Record<Trend, RawBuilder<unknown>>> = {
  NEW: sql`v.probability IS NOT NULL AND v.previous_probability IS NULL`,
  RISING: sql`${CHANGE} >= ${sql.lit(TREND_BAND)}`,
  STEADY: sql`abs(${CHANGE}) < ${sql.lit(TREND_BAND)}`,
  FALLING: sql`${CHANGE} <= ${sql.lit(-TREND_BAND)}`,
};

function timeConditions(filter: LeadFilter): Condition[] {
  const all: Condition[] = [];
  const time = (column: string, test: RawBuilder<unknown>) => all.push({ table: 'l', test, rangeOf: column });
  const { createdFrom, createdBefore, updatedSince } = filter;
  if (createdFrom != null) time('created_at', sql`l.created_at >= ${createdFrom}::bigint`);
  if (createdBefore != null) time('created_at', sql`l.created_at < ${createdBefore}::bigint`);
  if (updatedSince != null) time('valid_from', sql`l.valid_from >= ${updatedSince}::bigint`);
  return [...all, ...contactConditions(filter)];
}

function contactConditions(filter: LeadFilter): Condition[] {
  const { lastInteractionSince: since, lastInteractionBefore: before, withoutInteraction } = filter;
  const range = (test: RawBuilder<unknown>): Condition => ({ table: 'v', test, rangeOf: 'last_interaction_at' });
  if (withoutInteraction === false && since == null && before == null) return [range(sql`v.last_interaction_at > 0`)];
  const never = sql`v.last_interaction_at = 0`;
  if (since == null && before == null) return withoutInteraction ? [range(never)] : [];
  const bounds = [sql`v.last_interaction_at > 0`];
  if (since != null) bounds.push(sql`v.last_interaction_at >= ${since}::bigint`);
  if (before != null) bounds.push(sql`v.last_interaction_at < ${before}::bigint`);
  const within = sql.join(bounds, sql` AND `);
  return withoutInteraction ? [{ table: 'v', test: sql`(${never} OR (${within}))` }] : [range(within)];
}

function fieldConditions(filter: LeadFilter, readsContacts: boolean): Condition[] {
  const all: Condition[] = [];
  const lead = (test: RawBuilder<unknown>) => all.push({ table: 'l', test });
  const oneOf = (column: string, values: readonly string[] | null | undefined): void => {
    if (values) lead(sql`${sql.raw(column)} = ANY(${values}::text[])`);
  };
  oneOf('l.stage', filter.stages);
  oneOf('l.industry', filter.industries);
  oneOf('l.country', filter.countries);
  oneOf('l.source', filter.sources);
  oneOf('l.licence_type', filter.licenceTypes);
  const owner = ownerTests(filter);
  if (owner.length > 0) lead(anyOf(owner));
  if (filter.company) lead(sql`strpos(lower(l.company), lower(${filter.company})) > 0`);
  if (filter.search != null) {
    lead(sql`l.search @@ leads.search_query(${normaliseSearch(filter.search)}, ${readsContacts}::boolean)`);
  }
  return all;
}

function ownerTests({ owners, withoutOwner }: LeadFilter): RawBuilder<unknown>[] {
  const tests: RawBuilder<unknown>[] = [];
  if (owners) tests.push(sql`l.owner = ANY(${owners}::text[])`);
  if (withoutOwner === true) tests.push(sql`l.owner IS NULL`);
  if (withoutOwner === false && !owners) tests.push(sql`l.owner IS NOT NULL`);
  return tests;
}

/** At least one of the tests; false without any. */
function anyOf(tests: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  if (tests.length === 0) return sql`false`;
  return sql`(${sql.join(
    tests.map((test) => sql`(${test})`),
    sql` OR `,
  )})`;
}
