import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import type { WithdrawnConsent } from '../consent/withdraw-consent.ts';
import { Origin } from '../leads/origin.ts';
import { Lead } from './lead.ts';

const PII = requiresScopes('leads:pii');

/** Consent that the person of a lead gave. */
@Directive(PII)
@ObjectType({ simpleResolvers: true, description: 'Consent that the person of a lead gave, for one purpose.' })
export class Consent {
  @Field(() => ID, { description: 'Id of the consent; later ones have higher ids.' })
  readonly id: string;

  @Field(() => String, { description: 'Purpose, such as CONTACT or MARKETING.' })
  readonly purpose: string;

  @Field(() => String, { description: 'Version of the text that the person agreed to, such as `2026-11`.' })
  readonly textVersion: string;

  @Field(() => DateTime, { description: 'Time at which the person agreed.' })
  readonly givenAt: number;

  @Field(() => DateTime, { description: 'Time at which the consent was recorded.' })
  readonly recordedAt: number;

  @Field(() => Origin, { description: 'Channel that the consent came by.' })
  readonly origin: Origin;

  @Field(() => String, {
    description: 'Web form that the consent came by, such as `form:website`, or the subject of the access token.',
  })
  readonly subject: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which the person withdrew the consent; null while it is in force.',
  })
  readonly withdrawnAt: number | null;
}

/** A consent and its place in the list. */
@Directive(PII)
@ObjectType({ simpleResolvers: true, description: 'Consent with its cursor.' })
export class ConsentEdge {
  @Field(() => String, { description: 'Cursor of this consent, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => Consent, { description: 'The consent.' })
  readonly node: Consent;
}

/** A page of a lead's consents. */
@Directive(PII)
@ObjectType({ simpleResolvers: true, description: 'Page of the consents of a lead, last recorded first.' })
export class ConsentConnection {
  @Field(() => [ConsentEdge], { description: 'Consents of this page.' })
  readonly edges: readonly ConsentEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

/** Payload of `withdrawConsent`. */
@Directive(requiresScopes('leads:write'))
@ObjectType({ simpleResolvers: true, description: 'Result of `withdrawConsent`.' })
export class WithdrawConsentPayload implements WithdrawnConsent {
  @Field(() => ID, { description: 'Id of the lead.' })
  readonly leadId: string;

  @Field(() => Lead, { description: 'The lead. Needs the scope `leads:read`.' })
  readonly lead: Lead;

  @Field(() => Int, { description: 'Number of consents that were in force and are withdrawn now, 0 or more.' })
  readonly withdrawn: number;
}
