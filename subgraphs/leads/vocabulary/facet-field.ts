import type { LeadFilter } from '../leads/lead-filter.ts';

/** Fields of a lead whose values are counted. */
export const LeadFacetField = {
  STAGE: 'STAGE',
  GRADE: 'GRADE',
  OWNER: 'OWNER',
  INDUSTRY: 'INDUSTRY',
  COUNTRY: 'COUNTRY',
  EMIRATE: 'EMIRATE',
  SOURCE: 'SOURCE',
  CAMPAIGN: 'CAMPAIGN',
  LICENCE_TYPE: 'LICENCE_TYPE',
} as const;

/** See {@link LeadFacetField}. */
export type LeadFacetField = (typeof LeadFacetField)[keyof typeof LeadFacetField];

/** Every field whose values are counted. */
export const FACET_FIELDS = Object.values(LeadFacetField);

/** Column of each field, of `leads.lead l` or `leads.ranking v`. */
export const FACET_COLUMNS: Readonly<Record<LeadFacetField, string>> = {
  STAGE: 'l.stage',
  GRADE: 'v.grade',
  OWNER: 'l.owner',
  INDUSTRY: 'l.industry',
  COUNTRY: 'l.country',
  EMIRATE: 'l.emirate',
  SOURCE: 'l.source',
  CAMPAIGN: 'l.campaign',
  LICENCE_TYPE: 'l.licence_type',
};

/** Conditions of a filter that name values of a field. */
export const FILTERED_FIELDS = {
  industries: LeadFacetField.INDUSTRY,
  countries: LeadFacetField.COUNTRY,
  sources: LeadFacetField.SOURCE,
  licenceTypes: LeadFacetField.LICENCE_TYPE,
  owners: LeadFacetField.OWNER,
} as const satisfies { readonly [Condition in keyof LeadFilter]?: LeadFacetField };

/** Number of leads with a value. */
export interface LeadFacetValue {
  /** null: leads whose value is unknown */
  readonly value: string | null;
  readonly count: number;
}

/** Values of a field, the most frequent first. */
export interface LeadFacet {
  readonly field: LeadFacetField;
  readonly values: readonly LeadFacetValue[];
  /** number of different values, also of those that are not listed */
  readonly valueCount: number;
  /** false where the counts are estimates from a sample */
  readonly isExact: boolean;
}
