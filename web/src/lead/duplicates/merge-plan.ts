import type { LeadFactsFragment, LeadField } from '../../graph/generated/graphql.ts';

type FactName = keyof LeadFactsFragment;

/** Fields that a survivor can take, with their names in a lead, in the order of the comparison. */
export const MERGE_FIELDS: readonly { readonly field: LeadField; readonly name: FactName }[] = [
  { field: 'NAME', name: 'name' },
  { field: 'EMAIL', name: 'email' },
  { field: 'PHONE', name: 'phone' },
  { field: 'COMPANY', name: 'company' },
  { field: 'COMPANY_SIZE', name: 'companySize' },
  { field: 'INDUSTRY', name: 'industry' },
  { field: 'COUNTRY', name: 'country' },
  { field: 'NATIONALITY', name: 'nationality' },
  { field: 'EMIRATE', name: 'emirate' },
  { field: 'SOURCE', name: 'source' },
  { field: 'CAMPAIGN', name: 'campaign' },
  { field: 'LICENCE_TYPE', name: 'licenceType' },
  { field: 'BUSINESS_ACTIVITY', name: 'businessActivity' },
  { field: 'OWNER', name: 'owner' },
];

/** A value that the survivor would take. */
export interface TakenValue {
  readonly field: LeadField;
  readonly value: string;
  /** id of the lead that it comes from */
  readonly from: string;
}

/** Values that the survivor lacks and the first of the others that has one gives: the rule of `mergeLeads`. */
export function takenValues(survivor: LeadFactsFragment, others: readonly LeadFactsFragment[]): readonly TakenValue[] {
  return MERGE_FIELDS.flatMap(({ field, name }) => {
    if (hasValue(survivor[name])) return [];
    const giver = others.find((lead) => hasValue(lead[name]));
    return giver ? [{ field, value: String(giver[name]), from: giver.id }] : [];
  });
}

function hasValue(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}
