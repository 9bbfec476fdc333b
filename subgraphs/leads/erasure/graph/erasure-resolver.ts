import 'reflect-metadata';
import { Arg, Ctx, Directive, Field, ID, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import { DomainError } from '../../../../platform/errors.ts';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { type EraseLeadDeps, eraseLead } from '../erase-lead.ts';
import { findErasure, listErasures } from '../store/erasure-store.ts';
import { EraseLeadPayload, Erasure, ErasureConnection, presentErasure } from './erasure.ts';

const ERASE = '@requiresScopes(scopes: [["leads:write", "leads:pii"]])';
const READ = '@requiresScopes(scopes: [["leads:read", "leads:pii"]])';

@InputType({ description: 'Person to erase.' })
class EraseLeadInput {
  @Field(() => ID, { description: 'Id of a lead of the person.' })
  readonly leadId: string;

  @Field(() => String, {
    description:
      'Reason in words, 1 to 1,000 characters, without personal data: it is kept with the erasure and in the audit log.',
  })
  readonly reason: string;
}

/** Erasures of persons. */
@Resolver()
export class ErasureResolver {
  readonly #deps: EraseLeadDeps;

  constructor(deps: EraseLeadDeps) {
    this.#deps = deps;
  }

  @Directive(ERASE)
  @Mutation(() => EraseLeadPayload, {
    nullable: true,
    description:
      'Erases a person: their leads, with those merged into one another, get new ids and lose name, contact details, ' +
      'company, notes and reasons in all their versions. Features, scores and outcomes stay without identity, so that ' +
      'scores can be replayed. Open leads become REMOVED. Imports and syncs skip the old ids from then on. It cannot be ' +
      'undone; a second call answers with the same erasure. Needs the scopes `leads:write` and `leads:pii`.',
  })
  async eraseLead(
    @Arg('input', () => EraseLeadInput, { description: 'The person to erase.' }) input: EraseLeadInput,
    @Ctx() { identity, clientAddress, requestId }: SubgraphContext,
  ): Promise<EraseLeadPayload> {
    const request = { leadId: input.leadId, reason: input.reason.trim() };
    const record = await eraseLead(this.#deps, request, { actor: identity.subject, clientAddress, requestId });
    return { leadId: record.leadId, erasure: presentErasure(record) };
  }

  @Directive(READ)
  @Query(() => Erasure, { nullable: true, description: 'Erasure by its id. Needs the scope `leads:pii`.' })
  async erasure(@Arg('id', () => ID, { description: 'Id of the erasure.' }) id: string): Promise<Erasure> {
    const found = await findErasure(this.#deps.db, id);
    if (!found) throw new DomainError('ERASURE_NOT_FOUND', `no erasure has the id ${JSON.stringify(id)}`);
    return presentErasure(found);
  }

  @Directive(READ)
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @Query(() => ErasureConnection, {
    nullable: true,
    description: 'Erasures of persons, newest first. Needs the scope `leads:pii`.',
  })
  async erasures(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last item of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<ErasureConnection> {
    const read = (count: number, below: number | null) => listErasures(this.#deps.db, count, below);
    return await readConnection({ list: 'erasures', first, after }, read, presentErasure);
  }
}
