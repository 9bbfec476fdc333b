import { z } from 'zod';
import { parameterText, parseParameters } from '../../../platform/exports/export-parameters.ts';
import { TRENDS } from '../../../scoring/trend.ts';
import { Grade, LeadStage } from '../leads/lead.ts';
import { checkLeadFilter, type LeadFilter } from '../leads/lead-filter.ts';

const texts = z.array(parameterText).optional();
const time = z.int().optional();
const flag = z.boolean().optional();
const number = z.number().optional();

const parametersSchema = z.strictObject({
  stages: z.array(z.enum(LeadStage)).optional(),
  include_closed: flag,
  grades: z.array(z.enum(Grade)).optional(),
  trends: z.array(z.enum(TRENDS)).optional(),
  minimum_probability: number,
  maximum_probability: number,
  unscored: flag,
  has_override: flag,
  industries: texts,
  countries: texts,
  sources: texts,
  licence_types: texts,
  owners: texts,
  without_owner: flag,
  created_from: time,
  created_before: time,
  updated_since: time,
  last_interaction_since: time,
  last_interaction_before: time,
  without_interaction: flag,
  company: parameterText.optional(),
  search: parameterText.optional(),
});

/**
 * Reads the filter of an export of leads: the fields of {@link LeadFilter} in snake case.
 *
 * @throws {DomainError} VALIDATION_FAILED, TOO_MANY_ITEMS
 */
export function readLeadFilter(parameters: Readonly<Record<string, unknown>>): LeadFilter {
  const given = Object.entries(parseParameters(parametersSchema, parameters));
  const filter: LeadFilter = Object.fromEntries(given.map(([name, value]) => [toCamelCase(name), value]));
  checkLeadFilter(filter);
  return filter;
}

function toCamelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
