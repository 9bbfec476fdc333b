import 'reflect-metadata';
import { Arg, Directive, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import type { Consent as ConsentData } from '../consent/consent.ts';
import { listConsents } from '../consent/consent-store.ts';
import { withdrawConsent } from '../consent/withdraw-consent.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { type Consent, ConsentConnection, WithdrawConsentPayload } from './consent.ts';
import { Lead } from './lead.ts';

/** The consents of a lead, and their withdrawal. */
@Resolver(() => Lead)
export class ConsentResolver {
  readonly #deps: LeadsDeps;

  constructor(deps: LeadsDeps) {
    this.#deps = deps;
  }

  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @FieldResolver(() => ConsentConnection, {
    nullable: true,
    description:
      'What the person agreed to, last recorded first, withdrawn consents included. Needs the scope `leads:pii`.',
  })
  async consents(
    @Root() { id }: Lead,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last item of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<ConsentConnection> {
    const read = (count: number, below: number | null) => listConsents(this.#deps.db, id, count, below);
    return readConnection({ list: `consents:${id}`, first, after }, read, present);
  }

  @Directive('@requiresScopes(scopes: [["leads:write"]])')
  @Mutation(() => WithdrawConsentPayload, {
    nullable: true,
    description: 'Withdraws the consents of a lead for a purpose that are in force. They stay in `Lead.consents`.',
  })
  withdrawConsent(
    @Arg('leadId', () => ID, { description: 'Id of the lead.' }) leadId: string,
    @Arg('purpose', () => String, { description: 'Purpose, such as MARKETING.' }) purpose: string,
  ): Promise<WithdrawConsentPayload> {
    return withdrawConsent(this.#deps, leadId, purpose);
  }
}

function present({ id, leadId: _, ...consent }: ConsentData): Consent {
  return { ...consent, id: String(id) };
}
