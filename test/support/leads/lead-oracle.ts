import { type Kysely, sql } from 'kysely';
import { trend } from '../../../scoring/trend.ts';
import { CLOSED_STAGES } from '../../../subgraphs/leads/leads/lead.ts';
import type { LeadFilter } from '../../../subgraphs/leads/leads/lead-filter.ts';
import type { LeadOrder } from '../../../subgraphs/leads/leads/lead-order.ts';
import { normaliseSearch } from '../../../subgraphs/leads/leads/search-text.ts';
import { LISTED_AT } from './lead-filters.ts';

/** A stored lead with everything that lists look at. */
export interface OracleLead {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly stage: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly company: string | null;
  readonly industry: string | null;
  readonly country: string | null;
  readonly source: string | null;
  readonly licenceType: string | null;
  readonly owner: string | null;
  readonly probability: number | null;
  readonly previous: number | null;
  readonly points: number | null;
  readonly grade: string | null;
  readonly weekChange: number;
  readonly lastInteractionAt: number | null;
  /** grade of an override that has not ended, and the time of its expiry */
  readonly override: { readonly grade: string; readonly expiresAt: number } | null;
}

/** Reads every lead, the last interaction from the interactions themselves. */
export async function readAll(db: Kysely<unknown>): Promise<OracleLead[]> {
  const { rows } = await sql<OracleLead>`SELECT l.id, l.created_at AS "createdAt", l.valid_from AS "updatedAt", l.stage,
    l.name, l.email, l.phone, l.company, l.industry, l.country, l.source, l.licence_type AS "licenceType", l.owner,
    r.probability, r.previous_probability AS previous, r.points, r.grade, r.week_change AS "weekChange",
    (SELECT max(occurred_at) FROM leads.interaction i WHERE i.lead_id = l.id) AS "lastInteractionAt",
    (SELECT json_build_object('grade', grade, 'expiresAt', expires_at) FROM leads.score_override o
      WHERE o.lead_id = l.id AND o.ended_at IS NULL) AS override
    FROM leads.lead l JOIN leads.ranking r ON r.lead_id = l.id`.execute(db);
  return rows;
}

type Test = (lead: OracleLead) => boolean;

/** The ids of a whole list, by going through every lead. */
export function listAll(
  leads: readonly OracleLead[],
  filter: LeadFilter,
  order: LeadOrder,
  readsContacts: boolean,
): string[] {
  const tests = [...testsOf(filter), ...searchTests(filter, readsContacts)];
  const kept = leads.filter((lead) => tests.every((test) => test(lead)));
  return kept.toSorted(COMPARE[order]).map(({ id }) => id);
}

const isClosed = ({ stage }: OracleLead) => CLOSED_STAGES.some((closed) => closed === stage);

function testsOf(filter: LeadFilter): Test[] {
  const tests: Test[] = [];
  const when = <Value>(value: Value | null | undefined, test: (lead: OracleLead, value: Value) => boolean): void => {
    if (value != null) tests.push((lead) => test(lead, value));
  };
  const within = (values: readonly string[] | null | undefined, field: keyof OracleLead) =>
    when(values, (lead, all) => all.includes(lead[field] as string));
  if (!filter.stages && !filter.includeClosed) tests.push((lead) => !isClosed(lead));
  within(filter.stages, 'stage');
  within(filter.grades, 'grade');
  within(filter.industries, 'industry');
  within(filter.countries, 'country');
  within(filter.sources, 'source');
  within(filter.licenceTypes, 'licenceType');
  when(filter.trends, ({ probability, previous }, trends) =>
    probability === null ? false : trends.includes(trend(probability, previous ?? undefined)),
  );
  when(filter.minimumProbability, ({ probability }, least) => probability !== null && probability >= least);
  when(filter.maximumProbability, ({ probability }, most) => probability !== null && probability <= most);
  when(filter.minimumPoints, ({ points }, least) => points !== null && points >= least);
  when(filter.maximumPoints, ({ points }, most) => points !== null && points <= most);
  when(filter.unscored, ({ probability }, unscored) => (probability === null) === unscored);
  when(filter.hasOverride, (lead, has) => isOverridden(lead) === has);
  when(filter.createdFrom, ({ createdAt }, from) => createdAt >= from);
  when(filter.createdBefore, ({ createdAt }, before) => createdAt < before);
  when(filter.updatedSince, ({ updatedAt }, since) => updatedAt >= since);
  tests.push(
    (lead) => isOwned(lead, filter),
    (lead) => isContacted(lead, filter),
  );
  return tests;
}

function isOverridden(lead: OracleLead): boolean {
  return !isClosed(lead) && lead.override !== null && lead.override.expiresAt > LISTED_AT;
}

function isOwned({ owner }: OracleLead, { owners, withoutOwner }: LeadFilter): boolean {
  if (owner === null) return withoutOwner === true || (!owners && withoutOwner !== false);
  return owners ? owners.includes(owner) : withoutOwner !== true;
}

function isContacted({ lastInteractionAt: at }: OracleLead, filter: LeadFilter): boolean {
  const { lastInteractionSince: since, lastInteractionBefore: before, withoutInteraction: never } = filter;
  const isTimed = since != null || before != null;
  if (at === null) return never === true || (!isTimed && never !== false);
  if (never === true && !isTimed) return false;
  return (since == null || at >= since) && (before == null || at < before);
}

function searchTests({ search }: LeadFilter, readsContacts: boolean): Test[] {
  if (search == null) return [];
  return wordsOf(normaliseSearch(search)).map((word) => (lead: OracleLead) => {
    const contact = [...wordsOf(lead.name), ...wordsOf(lead.email), ...numbersOf(lead.phone)];
    const words = [...wordsOf(lead.company), ...(readsContacts ? contact : [])];
    return words.some((other) => other.startsWith(word));
  });
}

function wordsOf(text: string | null): string[] {
  const folded = (text ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ');
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function numbersOf(phone: string | null): string[] {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length < 7 ? [digits] : [0, 1, 2, 3, digits.length - 7].map((from) => digits.slice(from));
}

type Compare = (a: OracleLead, b: OracleLead) => number;

const byId: Compare = (a, b) => (a.id < b.id ? -1 : 1);
const ascending =
  (key: (lead: OracleLead) => number | string): Compare =>
  (a, b) =>
    key(a) === key(b) ? byId(a, b) : key(a) < key(b) ? -1 : 1;
const descending =
  (key: (lead: OracleLead) => number | string): Compare =>
  (a, b) =>
    ascending(key)(b, a);
const score = ({ probability }: OracleLead) => probability ?? -1;
const change = ({ weekChange }: OracleLead) => weekChange;
const contact = ({ lastInteractionAt }: OracleLead) => lastInteractionAt ?? 0;
const created = ({ createdAt }: OracleLead) => createdAt;
const updated = ({ updatedAt }: OracleLead) => updatedAt;
const company = ({ company: name }: OracleLead) =>
  name === null ? '\uffff' : name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const COMPARE: Readonly<Record<LeadOrder, Compare>> = {
  SCORE_DESC: descending(score),
  SCORE_ASC: ascending(score),
  CHANGE_DESC: descending(change),
  CHANGE_ASC: ascending(change),
  LAST_INTERACTION_DESC: descending(contact),
  LAST_INTERACTION_ASC: ascending(contact),
  CREATED_AT_DESC: descending(created),
  CREATED_AT_ASC: ascending(created),
  UPDATED_AT_DESC: descending(updated),
  UPDATED_AT_ASC: ascending(updated),
  COMPANY_ASC: ascending(company),
  COMPANY_DESC: descending(company),
};
