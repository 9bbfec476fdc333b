import 'reflect-metadata';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import {
  type LeadFacet as LeadFacetData,
  LeadFacetField,
  type LeadFacetValue as LeadFacetValueData,
} from '../vocabulary/facet-field.ts';

registerEnumType(LeadFacetField, {
  name: 'LeadFacetField',
  description: 'Field of a lead whose values are counted.',
  valuesConfig: {
    STAGE: { description: 'Stage in the sales process.' },
    GRADE: { description: 'Grade of the score that the lead is ranked by.' },
    OWNER: { description: 'Member of sales who is responsible.' },
    INDUSTRY: { description: 'Industry of the company.' },
    COUNTRY: { description: 'Country of the lead.' },
    EMIRATE: { description: 'Emirate of the lead.' },
    SOURCE: { description: 'Channel that brought the lead.' },
    CAMPAIGN: { description: 'Marketing campaign that brought the lead.' },
    LICENCE_TYPE: { description: 'Kind of business licence that the lead wants.' },
  },
});

/** A value and the number of leads that have it. */
@ObjectType({ simpleResolvers: true, description: 'A value and the number of leads that have it.' })
export class LeadFacetValue implements LeadFacetValueData {
  @Field(() => String, { nullable: true, description: 'The value; null for the leads without one.' })
  readonly value: string | null;

  @Field(() => Int, { description: 'Number of leads with this value.' })
  readonly count: number;
}

/** Values of a field, with counts. */
@ObjectType({ simpleResolvers: true, description: 'Values that leads have in one field, with the number of leads.' })
export class LeadFacet implements LeadFacetData {
  @Field(() => LeadFacetField, { description: 'The field.' })
  readonly field: LeadFacetField;

  @Field(() => [LeadFacetValue], { description: 'The values, the most frequent first.' })
  readonly values: readonly LeadFacetValue[];

  @Field(() => Int, { description: 'Number of different values, also of those that are not listed.' })
  readonly valueCount: number;

  @Field(() => Boolean, { description: 'Whether every lead was counted; false where the counts are estimates.' })
  readonly isExact: boolean;
}

/** Values of all leads. */
@ObjectType({ simpleResolvers: true, description: 'Values that all leads have, closed ones included.' })
export class LeadVocabulary {
  @Field(() => DateTime, { description: 'Time at which the leads were counted.' })
  readonly countedAt: number;

  @Field(() => [LeadFacet], { description: 'The fields with their values.' })
  readonly facets: readonly LeadFacet[];
}
