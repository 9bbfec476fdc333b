import type { Grade, LeadFilter, LeadStage, Trend } from '../../graph/generated/graphql.ts';
import { OWNER_ME, OWNER_NONE, type View } from './view.ts';

const DAY_MS = 86_400_000;
const HAS_WORD = /[\p{L}\p{N}]/u;

/** Whether the graph can search for a text: it refuses one without a letter or digit. */
export function isSearchable(text: string): boolean {
  return HAS_WORD.test(text);
}

/**
 * The filter of the graph for a view.
 *
 * @param subject the reader, whom `@me` means
 * @param now     epoch milliseconds from which days are counted back. A cursor belongs to one filter, so a list keeps it
 */
export function toFilter(view: View, subject: string, now: number): LeadFilter {
  const { lists } = view;
  const owners = lists.owner.filter((owner) => owner !== OWNER_NONE);
  return dropAbsent({
    search: isSearchable(view.search) ? view.search.trim() : undefined,
    stages: some(lists.stage) as LeadStage[] | undefined,
    includeClosed: view.closed || undefined,
    grades: some(lists.grade) as Grade[] | undefined,
    trends: some(lists.trend) as Trend[] | undefined,
    owners: some([...new Set(owners.map((owner) => (owner === OWNER_ME ? subject : owner)))]),
    withoutOwner: lists.owner.includes(OWNER_NONE) || undefined,
    industries: some(lists.industry),
    countries: some(lists.country),
    sources: some(lists.source),
    licenceTypes: some(lists.licence),
    minimumProbability: share(view.minimum),
    maximumProbability: share(view.maximum),
    hasOverride: view.override,
    unscored: view.unscored,
    createdFrom: daysBefore(now, view.created),
    ...contactFilter(view.contact, now),
  });
}

function contactFilter(contact: View['contact'], now: number): LeadFilter {
  if (contact === undefined) return {};
  // leads that were never contacted count as not contacted within any time
  if (contact === 'never') return { withoutInteraction: true };
  return { withoutInteraction: true, lastInteractionBefore: daysBefore(now, contact) };
}

function daysBefore(now: number, days: number | undefined): string | undefined {
  return days === undefined ? undefined : new Date(now - days * DAY_MS).toISOString();
}

function share(percent: number | undefined): number | undefined {
  return percent === undefined ? undefined : percent / 100;
}

function some(values: readonly string[]): string[] | undefined {
  return values.length > 0 ? [...values] : undefined;
}

function dropAbsent(filter: LeadFilter): LeadFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
