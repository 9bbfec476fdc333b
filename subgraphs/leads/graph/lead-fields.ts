import { FieldSets } from '../../../platform/graphql/field-sets.ts';
import { isLeadField, LEAD_FIELDS, type LeadField } from '../leads/lead-projection.ts';

/** Fields of `Lead` that are made from others than the one of their name; those that are absent, from any. */
const READS: Readonly<Record<string, readonly LeadField[]>> = {
  __typename: [],
  interactions: [],
  outcome: [],
  stageChanges: [],
  scoreOverride: [],
  scoreOverrides: [],
  effectiveGrade: ['crmScore'],
  consents: [],
  duplicates: [],
  merges: [],
  mergedInto: ['stage'],
  crmDeliveries: [],
};

/** Fields of a lead that the fields of a `Lead` are made from; each resolver needs its id. */
export const LEAD_FIELD_SETS = new FieldSets<LeadField>(
  LEAD_FIELDS,
  (name) => READS[name] ?? (isLeadField(name) ? [name] : undefined),
  ['id'],
);
