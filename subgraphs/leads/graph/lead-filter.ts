import 'reflect-metadata';
import { Field, Float, InputType, Int } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import type { Trend } from '../../../scoring/trend.ts';
import { Grade, LeadStage } from '../leads/lead.ts';
import type { LeadFilter as LeadFilterData } from '../leads/lead-filter.ts';
import { TRENDS } from './enums.ts';

/** Filter of leads. */
@InputType({
  description:
    'Filter of leads. A lead must meet every condition that is set. Without `stages` and `includeClosed`, leads in the ' +
    'closed stages (WON, LOST, REMOVED and MERGED) are left out.',
})
export class LeadFilter implements LeadFilterData {
  @Field(() => [LeadStage], {
    nullable: true,
    description: 'Leads in one of these stages, at most 100. Default: every open stage.',
  })
  readonly stages?: readonly LeadStage[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether leads in the closed stages are included when `stages` is not set. Default: false.',
  })
  readonly includeClosed?: boolean | null;

  @Field(() => [Grade], {
    nullable: true,
    description: 'Leads whose `crmScore` has one of these grades; overrides do not count.',
  })
  readonly grades?: readonly Grade[] | null;

  @Field(() => [TRENDS], { nullable: true, description: 'Leads whose score has one of these trends.' })
  readonly trends?: readonly Trend[] | null;

  @Field(() => Float, { nullable: true, description: 'Leads whose score has this probability or more, 0 to 1.' })
  readonly minimumProbability?: number | null;

  @Field(() => Float, { nullable: true, description: 'Leads whose score has this probability or less, 0 to 1.' })
  readonly maximumProbability?: number | null;

  @Field(() => Int, { nullable: true, description: 'Leads whose score has as many points or more, 1 to 99.' })
  readonly minimumPoints?: number | null;

  @Field(() => Int, { nullable: true, description: 'Leads whose score has as many points or fewer, 1 to 99.' })
  readonly maximumPoints?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: leads without a score; false: leads with one. Default: both.',
  })
  readonly unscored?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: leads whose score a person overrides now; false: the others. Default: both.',
  })
  readonly hasOverride?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Leads in one of these industries, such as TRADING; at most 100.',
  })
  readonly industries?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Leads from one of these countries, ISO 3166-1 alpha-2 codes such as AE; at most 100.',
  })
  readonly countries?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Leads from one of these channels, such as GOOGLE_ADS; at most 100.',
  })
  readonly sources?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Leads that want one of these kinds of licence, such as FREE_ZONE_COMMERCIAL; at most 100.',
  })
  readonly licenceTypes?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'Leads of one of these members of sales, at most 100.' })
  readonly owners?: readonly string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: leads without an owner, beside those of `owners`; false: leads with any owner. Default: both.',
  })
  readonly withoutOwner?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Leads created at this time or later.' })
  readonly createdFrom?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Leads created before this time.' })
  readonly createdBefore?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Leads whose fields changed at this time or later.' })
  readonly updatedSince?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Leads whose last interaction was at this time or later.' })
  readonly lastInteractionSince?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Leads whose last interaction was before this time.' })
  readonly lastInteractionBefore?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: leads without an interaction, beside those whose last one lies in the times that are set; false: leads with ' +
      'any interaction. Default: both.',
  })
  readonly withoutInteraction?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "Leads whose company's name contains this text, in upper or lower case. `search` finds words faster.",
  })
  readonly company?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Leads that have, for every word of this text, a word that begins with it, without regard to case and accents, in ' +
      'company, name, e-mail address or telephone number. A number is found from its first digit, with or without the ' +
      "country code, and by its last seven digits. Without the scope `leads:pii`, only the company's name is searched. " +
      'At most 200 characters.',
  })
  readonly search?: string | null;
}
