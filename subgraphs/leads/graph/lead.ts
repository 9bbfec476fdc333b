import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { type CrmScore as CrmScoreData, Grade, type Lead as LeadData, LeadStage } from '../leads/lead.ts';

const PII = '@requiresScopes(scopes: [["leads:pii"]])';

/** The score that the ranking holds for a lead: the newest one of the model that feeds the CRM. */
@ObjectType({
  simpleResolvers: true,
  description: 'The score that leads are ranked by: the newest one of the model that feeds the CRM.',
})
export class CrmScore implements CrmScoreData {
  @Field(() => Float, { description: 'Calibrated probability of conversion, 0–1.' })
  readonly probability: number;

  @Field(() => Int, { description: 'The probability as points, 1–99.' })
  readonly points: number;

  @Field(() => Grade, { description: 'Grade by absolute cut-points of the probability.' })
  readonly grade: Grade;

  @Field(() => String, { description: 'Model and version that scored, such as `lead-conversion:1`.' })
  readonly modelVersion: string;

  @Field(() => DateTime, { description: 'When the lead was scored.' })
  readonly scoredAt: number;
}

/** A lead as the graph shows it. In lists by score, `crmScore` is the one it was ranked by. */
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description: 'A person or company that may buy a licence or premises. Unknown values are null.',
})
export class Lead implements LeadData {
  @Field(() => ID, { description: "The CRM's own id where it has one, else a generated one." })
  readonly id: string;

  @Field(() => DateTime, { description: 'When the lead came to be.' })
  readonly createdAt: number;

  @Field(() => DateTime, { description: 'Since when the lead is known as it is now.' })
  readonly updatedAt: number;

  @Directive(PII)
  @Field(() => String, { nullable: true, description: 'Name of the contact. Needs `leads:pii`.' })
  readonly name: string | null;

  @Directive(PII)
  @Field(() => String, { nullable: true, description: 'E-mail address of the contact. Needs `leads:pii`.' })
  readonly email: string | null;

  @Directive(PII)
  @Field(() => String, { nullable: true, description: 'Phone number of the contact. Needs `leads:pii`.' })
  readonly phone: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the company.' })
  readonly company: string | null;

  @Field(() => Int, { nullable: true, description: 'Employees of the company.' })
  readonly companySize: number | null;

  @Field(() => String, { nullable: true, description: 'Industry of the company, such as TRADING or LOGISTICS.' })
  readonly industry: string | null;

  @Field(() => String, { nullable: true, description: 'Where the lead comes from, ISO 3166-1 alpha-2.' })
  readonly country: string | null;

  @Field(() => String, { nullable: true, description: 'Nationality of the contact, ISO 3166-1 alpha-2.' })
  readonly nationality: string | null;

  @Field(() => String, { nullable: true, description: 'Emirate the lead is in, such as DUBAI.' })
  readonly emirate: string | null;

  @Field(() => String, { nullable: true, description: 'Channel that brought the lead, such as GOOGLE_ADS.' })
  readonly source: string | null;

  @Field(() => String, { nullable: true, description: 'Marketing campaign that brought the lead.' })
  readonly campaign: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of business licence the lead asks for.' })
  readonly licenceType: string | null;

  @Field(() => String, { nullable: true, description: 'What the licence is for, in words.' })
  readonly businessActivity: string | null;

  @Field(() => String, { nullable: true, description: 'Who in sales works the lead.' })
  readonly owner: string | null;

  @Field(() => LeadStage, { description: 'Where the lead stands in the sales process.' })
  readonly stage: LeadStage;

  @Field(() => CrmScore, { nullable: true, description: 'The score the lead is ranked by; null before the first one.' })
  readonly crmScore: CrmScore | null;
}
