import 'reflect-metadata';
import { Field, InputType, Int } from 'type-graphql';
import type { LeadFields } from '../leads/lead.ts';

/** What a caller can say about a lead, new or known. */
@InputType({ description: 'What is known about a lead.' })
export class LeadDetailsInput implements Partial<LeadFields> {
  @Field(() => String, { nullable: true, description: 'Name of the contact, at most 200 characters.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address of the contact.' })
  readonly email?: string | null;

  @Field(() => String, { nullable: true, description: 'Phone number of the contact, such as +971501234567.' })
  readonly phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the company, at most 200 characters.' })
  readonly company?: string | null;

  @Field(() => Int, { nullable: true, description: 'Employees of the company, 0 or more.' })
  readonly companySize?: number | null;

  @Field(() => String, { nullable: true, description: 'Industry of the company, such as TRADING.' })
  readonly industry?: string | null;

  @Field(() => String, { nullable: true, description: 'Where the lead comes from, ISO 3166-1 alpha-2.' })
  readonly country?: string | null;

  @Field(() => String, { nullable: true, description: 'Nationality of the contact, ISO 3166-1 alpha-2.' })
  readonly nationality?: string | null;

  @Field(() => String, { nullable: true, description: 'Emirate the lead is in, such as DUBAI.' })
  readonly emirate?: string | null;

  @Field(() => String, { nullable: true, description: 'Channel that brought the lead, such as GOOGLE_ADS.' })
  readonly source?: string | null;

  @Field(() => String, { nullable: true, description: 'Marketing campaign that brought the lead.' })
  readonly campaign?: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of business licence the lead asks for.' })
  readonly licenceType?: string | null;

  @Field(() => String, { nullable: true, description: 'What the licence is for, in words.' })
  readonly businessActivity?: string | null;

  @Field(() => String, { nullable: true, description: 'Who in sales works the lead.' })
  readonly owner?: string | null;
}
