import fc from 'fast-check';
import type { LeadRow } from '../../../subgraphs/leads/leads/lead.ts';
import type { LeadFilter } from '../../../subgraphs/leads/leads/lead-filter.ts';
import { leadRow } from '../data/lead-rows.ts';

/** Time around which the random leads are made, epoch milliseconds. */
export const LISTED_AT = Date.parse('2026-06-01T12:00:00Z');
const HOUR_MS = 3_600_000;

const NAMES = ['Ahmed Khan', 'Ümit Ñandú', 'محمد علي', 'Олег Попов', 'Ann O’Neil', 'Σοφία Παππάς', 'J.-P. Ahmadi'];
const COMPANIES = [
  'Falcon Trading LLC',
  'Crème Brûlée Trading',
  'Al Fahim',
  'alpha_marine',
  'شركة الصقر',
  'МОСКВА Торг',
  '3M',
];
const PHONES = ['+971501234567', '+14155550123', '0501234567', '12345', '+4930901820'];
const STAGES = ['NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL', 'WON', 'LOST', 'REMOVED', 'MERGED'] as const;

/** A lead of few possible values, so that many are equal. */
export function drawLead(index: number, pick: (most: number) => number): LeadRow {
  const oneOf = <Value>(values: readonly Value[]): Value | null => values[pick(values.length + 1)] ?? null;
  const name = oneOf(NAMES);
  return leadRow({
    id: `lead-${String((index * 37) % 1000).padStart(4, '0')}`,
    created_at: LISTED_AT - pick(12) * HOUR_MS,
    name,
    email: pick(3) === 0 ? null : `info.${pick(4)}@falcon-${pick(3)}.ae`,
    phone: oneOf(PHONES),
    company: oneOf(COMPANIES),
    industry: oneOf(['TRADING', 'LOGISTICS']),
    country: oneOf(['AE', 'IN']),
    source: oneOf(['PARTNER', 'EVENT']),
    licence_type: oneOf(['FREELANCE']),
    owner: oneOf(['k.petrov', 'n.fernandes']),
    stage: oneOf(STAGES) ?? 'NEW',
  });
}

const hours = fc.integer({ min: -2, max: 14 }).map((ago) => LISTED_AT - ago * HOUR_MS);
const some = <Value>(...values: readonly Value[]) => fc.subarray([...values], { minLength: 1 });
const SEARCHES = [
  'trad',
  'FALCON',
  'al',
  'brulee creme',
  'ahm',
  'khan ahmed',
  '50 123 4567',
  '+971 50',
  '0501234567',
  '123',
];
const MORE_SEARCHES = [
  'москва',
  'παππασ',
  'محم',
  'info.2@falcon',
  'o neil',
  '3m',
  'zzz',
  '(415) 555-0123',
  'marine',
  'umit',
];

/** Filters of one to all conditions. */
export const filters: fc.Arbitrary<LeadFilter> = fc.record(
  {
    stages: some(...STAGES),
    includeClosed: fc.boolean(),
    grades: some('A', 'D'),
    trends: some('NEW', 'RISING', 'STEADY', 'FALLING'),
    minimumProbability: fc.constantFrom(0, 0.1, 0.5),
    maximumProbability: fc.constantFrom(0.1, 0.5, 1),
    minimumPoints: fc.constantFrom(1, 20),
    maximumPoints: fc.constantFrom(50, 99),
    unscored: fc.boolean(),
    hasOverride: fc.boolean(),
    industries: some('TRADING', 'LOGISTICS', 'NONE'),
    countries: some('AE', 'IN'),
    sources: some('PARTNER'),
    licenceTypes: some('FREELANCE'),
    owners: some('k.petrov', 'n.fernandes', 'nobody'),
    withoutOwner: fc.boolean(),
    createdFrom: hours,
    createdBefore: hours,
    updatedSince: hours,
    lastInteractionSince: hours,
    lastInteractionBefore: hours,
    withoutInteraction: fc.boolean(),
    search: fc.constantFrom(...SEARCHES, ...MORE_SEARCHES),
  },
  { requiredKeys: [] },
);

/** At most three conditions, so that some leads meet them. */
export const fewConditions: fc.Arbitrary<LeadFilter> = fc
  .tuple(filters, fc.infiniteStream(fc.nat()))
  .map(([filter, order]) => {
    const keyed = Object.entries(filter).map((entry) => ({ entry, key: order.next().value as number }));
    const kept = keyed.sort((a, b) => a.key - b.key).slice(0, 3);
    return Object.fromEntries(kept.map(({ entry }) => entry));
  });
