import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { type CrmScore as CrmScoreData, Grade, type Lead as LeadData, LeadStage } from '../leads/lead.ts';

const PII = '@requiresScopes(scopes: [["leads:pii"]])';

/** Score of a lead in the ranking: the newest one of the model that feeds the CRM. */
@ObjectType({
  simpleResolvers: true,
  description: 'Score that the lead is ranked by: the newest one of the model whose scores the CRM gets.',
})
export class CrmScore implements CrmScoreData {
  @Field(() => Float, { description: 'Probability that the lead converts, 0 to 1, calibrated.' })
  readonly probability: number;

  @Field(() => Int, { description: 'The probability in points, 1 to 99.' })
  readonly points: number;

  @Field(() => Grade, { description: 'Grade of the probability, from A (best) to D.' })
  readonly grade: Grade;

  @Field(() => String, { description: 'Model and version that computed the score, such as `lead-conversion:1`.' })
  readonly modelVersion: string;

  @Field(() => DateTime, { description: 'Time of the score.' })
  readonly scoredAt: number;

  @Field(() => Float, {
    description:
      'Change of the log-odds, ln(p / (1 − p)), since a week, in nats: against the first score of the last day in UTC on ' +
      'which the lead was scored a week ago or earlier, or else against its first score of the week. 0.69 is twice the ' +
      'odds, 0 is unchanged. At most an hour old.',
  })
  readonly weekChange: number;
}

/** Lead. In lists by score, `crmScore` is the one that it was ranked by. */
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description: 'A person or company that may become a customer. Unknown values are null.',
})
export class Lead implements LeadData {
  @Field(() => ID, { description: 'Id of the lead: the id in the CRM, or a generated one.' })
  readonly id: string;

  @Field(() => DateTime, { description: 'Creation time of the lead.' })
  readonly createdAt: number;

  @Field(() => DateTime, { description: 'Time of the last change of the lead.' })
  readonly updatedAt: number;

  @Field(() => Int, {
    description:
      'Number of the current version: 1 for a new lead, and one more with each change of its fields. Send it to ' +
      '`updateLead` as `expectedVersion`, so that a change by somebody else is not overwritten.',
  })
  readonly version: number;

  @Directive(PII)
  @Field(() => String, { nullable: true, description: 'Name of the contact. Needs the scope `leads:pii`.' })
  readonly name: string | null;

  @Directive(PII)
  @Field(() => String, { nullable: true, description: 'E-mail address of the contact. Needs the scope `leads:pii`.' })
  readonly email: string | null;

  @Directive(PII)
  @Field(() => String, { nullable: true, description: 'Telephone number of the contact. Needs the scope `leads:pii`.' })
  readonly phone: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the company.' })
  readonly company: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of employees of the company.' })
  readonly companySize: number | null;

  @Field(() => String, { nullable: true, description: 'Industry of the company, such as TRADING or LOGISTICS.' })
  readonly industry: string | null;

  @Field(() => String, { nullable: true, description: 'Country of the lead, ISO 3166-1 alpha-2 code such as AE.' })
  readonly country: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Nationality of the contact, ISO 3166-1 alpha-2 code such as AE.',
  })
  readonly nationality: string | null;

  @Field(() => String, { nullable: true, description: 'Emirate of the lead, such as DUBAI; null outside of the UAE.' })
  readonly emirate: string | null;

  @Field(() => String, { nullable: true, description: 'Channel that brought the lead, such as GOOGLE_ADS.' })
  readonly source: string | null;

  @Field(() => String, { nullable: true, description: 'Marketing campaign that brought the lead.' })
  readonly campaign: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Kind of business licence that the lead wants, such as FREE_ZONE_COMMERCIAL.',
  })
  readonly licenceType: string | null;

  @Field(() => String, { nullable: true, description: 'Purpose of the licence, in words.' })
  readonly businessActivity: string | null;

  @Field(() => String, { nullable: true, description: 'Member of sales who is responsible for the lead.' })
  readonly owner: string | null;

  @Field(() => LeadStage, { description: 'Stage of the lead in the sales process.' })
  readonly stage: LeadStage;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the last interaction with the lead, of any kind; null without one.',
  })
  readonly lastInteractionAt: number | null;

  @Field(() => CrmScore, {
    nullable: true,
    description: 'Score that the lead is ranked by; null before its first score.',
  })
  readonly crmScore: CrmScore | null;
}
