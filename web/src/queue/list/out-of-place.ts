import type { LeadFilter, LeadOrder } from '../../graph/generated/graphql.ts';
import type { Row } from './row.ts';

/** Whether a row that changed no longer meets a filter, as far as its fields tell: search and company are left out. */
export function hasLeft(row: Row, filter: LeadFilter): boolean {
  return !CONDITIONS.every((meets) => meets(row, filter));
}

const CLOSED: ReadonlySet<string> = new Set(['WON', 'LOST', 'REMOVED', 'MERGED']);

const CONDITIONS: readonly ((row: Row, filter: LeadFilter) => boolean)[] = [
  ({ stage }, { stages, includeClosed }) => (stages ? stages.includes(stage) : includeClosed || !CLOSED.has(stage)),
  ({ score }, { grades }) => !grades || (score !== null && grades.includes(score.grade)),
  ({ trend }, { trends }) => !trends || (trend !== null && trends.includes(trend)),
  ({ score }, { minimumProbability: least }) => least == null || (score !== null && score.probability >= least),
  ({ score }, { maximumProbability: most }) => most == null || (score !== null && score.probability <= most),
  ({ score }, { unscored }) => unscored == null || (score === null) === unscored,
  ({ override }, { hasOverride }) => hasOverride == null || (override !== null) === hasOverride,
  ({ industry }, { industries }) => isAmong(industry, industries),
  ({ country }, { countries }) => isAmong(country, countries),
  ({ source }, { sources }) => isAmong(source, sources),
  ({ licenceType }, { licenceTypes }) => isAmong(licenceType, licenceTypes),
  meetsOwner,
  meetsContact,
];

function isAmong(value: string | null, wanted: readonly string[] | null | undefined): boolean {
  return !wanted || (value !== null && wanted.includes(value));
}

function meetsOwner({ owner }: Row, { owners, withoutOwner }: LeadFilter): boolean {
  if (owner === null) return withoutOwner === true || (!owners && withoutOwner == null);
  if (owners) return owners.includes(owner);
  return withoutOwner !== true;
}

function meetsContact({ lastInteractionAt: at }: Row, filter: LeadFilter): boolean {
  const { withoutInteraction, lastInteractionBefore: before } = filter;
  if (at === null) return withoutInteraction !== false;
  if (before) return Date.parse(at) < Date.parse(before);
  return withoutInteraction !== true;
}

/**
 * Whether a row that changed belongs elsewhere than between its neighbours, as they were ranked. Known for the orders
 * by score, last interaction and company; false for the others.
 */
export function isOutOfOrder(row: Row, before: Row | undefined, after: Row | undefined, order: LeadOrder): boolean {
  const rule = ORDERS[order];
  if (!rule) return false;
  const key = rule.key(row);
  const isAscending = (one: number, other: number): boolean => (rule.isDescending ? one >= other : one <= other);
  return (
    (before !== undefined && !isAscending(rule.key(before), key)) ||
    (after !== undefined && !isAscending(key, rule.key(after)))
  );
}

const byScore = ({ score }: Row): number => score?.probability ?? -1;
const byContact = ({ lastInteractionAt: at }: Row): number => (at === null ? -1 : Date.parse(at));

const ORDERS: Partial<Record<LeadOrder, { key: (row: Row) => number; isDescending: boolean }>> = {
  SCORE_DESC: { key: byScore, isDescending: true },
  SCORE_ASC: { key: byScore, isDescending: false },
  LAST_INTERACTION_DESC: { key: byContact, isDescending: true },
  LAST_INTERACTION_ASC: { key: byContact, isDescending: false },
};
