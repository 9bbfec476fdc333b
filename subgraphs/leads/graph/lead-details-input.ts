import 'reflect-metadata';
import { Field, InputType, Int } from 'type-graphql';
import type { LeadFields } from '../leads/lead.ts';

/** Fields of a new or existing lead. */
@InputType({ description: 'Facts about a lead. Unknown facts are null or absent.' })
export class LeadDetailsInput implements Partial<LeadFields> {
  @Field(() => String, { nullable: true, description: 'Name of the contact, at most 200 characters.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address of the contact.' })
  readonly email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number of the contact, such as +971501234567.' })
  readonly phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the company, at most 200 characters.' })
  readonly company?: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of employees of the company, 0 or more.' })
  readonly companySize?: number | null;

  @Field(() => String, { nullable: true, description: 'Industry of the company, such as TRADING.' })
  readonly industry?: string | null;

  @Field(() => String, { nullable: true, description: 'Country of the lead, ISO 3166-1 alpha-2 code such as AE.' })
  readonly country?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Nationality of the contact, ISO 3166-1 alpha-2 code such as AE.',
  })
  readonly nationality?: string | null;

  @Field(() => String, { nullable: true, description: 'Emirate of the lead, such as DUBAI.' })
  readonly emirate?: string | null;

  @Field(() => String, { nullable: true, description: 'Channel that brought the lead, such as GOOGLE_ADS.' })
  readonly source?: string | null;

  @Field(() => String, { nullable: true, description: 'Marketing campaign that brought the lead.' })
  readonly campaign?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Kind of business licence that the lead wants, such as FREE_ZONE_COMMERCIAL.',
  })
  readonly licenceType?: string | null;

  @Field(() => String, { nullable: true, description: 'Purpose of the licence, in words, at most 500 characters.' })
  readonly businessActivity?: string | null;

  @Field(() => String, { nullable: true, description: 'Member of sales who is responsible for the lead.' })
  readonly owner?: string | null;
}
