import type { LeadFacetField, LeadFilter } from '../../graph/generated/graphql.ts';
import type { ListName } from '../view/view.ts';

/** Conditions whose values the graph counts, with its field. */
export const FACET_FIELDS: readonly (readonly [ListName, LeadFacetField])[] = [
  ['stage', 'STAGE'],
  ['grade', 'GRADE'],
  ['owner', 'OWNER'],
  ['industry', 'INDUSTRY'],
  ['country', 'COUNTRY'],
  ['source', 'SOURCE'],
  ['licence', 'LICENCE_TYPE'],
];

const FILTERS: Readonly<Record<ListName, readonly (keyof LeadFilter)[]>> = {
  stage: ['stages'],
  grade: ['grades'],
  trend: ['trends'],
  owner: ['owners', 'withoutOwner'],
  industry: ['industries'],
  country: ['countries'],
  source: ['sources'],
  licence: ['licenceTypes'],
};

/** A filter without one condition: its values are counted beside the other conditions. */
export function withoutCondition(filter: LeadFilter, name: ListName): LeadFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(([field]) => !FILTERS[name].includes(field as keyof LeadFilter)),
  );
}
