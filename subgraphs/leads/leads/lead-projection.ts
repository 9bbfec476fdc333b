import { type RawBuilder, sql } from 'kysely';
import type { CrmScore, Lead } from './lead.ts';
import { fieldOf, LEAD_COLUMNS } from './lead-columns.ts';

/** Field of a {@link Lead}. */
export type LeadField = keyof Lead;

const SCORE: Readonly<Record<keyof CrmScore, string>> = {
  probability: 'v.probability',
  points: 'v.points',
  grade: 'v.grade',
  modelVersion: 'v.model_version',
  scoredAt: 'v.scored_at',
  weekChange: 'v.week_change',
};
const SCORE_PAIRS = Object.entries(SCORE).map(([field, column]) => `'${field}', ${column}`);

/** Fields that a ranking `v` has, in SQL; every other is a column of `leads.lead l`. */
const RANKED: Partial<Record<LeadField, string>> = {
  // 0 without an interaction
  lastInteractionAt: 'NULLIF(v.last_interaction_at, 0)',
  // a row of the ranking is scored as a whole or not at all
  crmScore: `CASE WHEN v.probability IS NOT NULL THEN json_build_object(${SCORE_PAIRS.join(', ')}) END`,
};

const COLUMNS = new Map<string, string>([
  ['id', 'l.id'],
  ['createdAt', 'l.created_at'],
  ['updatedAt', 'l.valid_from'],
  ['version', 'l.version'],
  ...LEAD_COLUMNS.map((column) => [fieldOf(column), `l.${column}`] as const),
  ...Object.entries(RANKED),
]);

/** Every field of a lead. */
export const LEAD_FIELDS = [...COLUMNS.keys()] as readonly LeadField[];

/** Whether a name is that of a field of a lead. */
export function isLeadField(name: string): name is LeadField {
  return COLUMNS.has(name);
}

/** Columns of a lead `l` and of a ranking `v` that make the fields of a {@link Lead}. */
export function leadColumns(fields: readonly LeadField[]): RawBuilder<unknown> {
  return sql.raw(fields.map((field) => `${COLUMNS.get(field)} AS "${field}"`).join(', '));
}

/** Whether all fields are in the ranking, so that the lead itself need not be read. */
export function areRanked(fields: readonly LeadField[]): boolean {
  return fields.every((field) => field === 'id' || RANKED[field] !== undefined);
}

/** Columns of a ranking `v` that {@link leadColumns} reads. */
export const RANKING_COLUMNS = sql.raw([...Object.values(SCORE), 'v.last_interaction_at'].join(', '));
