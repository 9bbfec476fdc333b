import 'reflect-metadata';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../../platform/graphql/connection.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { Lead } from '../../graph/lead.ts';
import type { LeadLoaders } from '../../graph/loaders.ts';
import { LeadStage } from '../../leads/lead.ts';
import type { LeadsDeps } from '../../leads/leads-deps.ts';
import type { MergeAuthor } from '../audit-merges.ts';
import { mergeLeads } from '../merge-leads.ts';
import { type LeadMerge as LeadMergeData, listMerges } from '../merge-store.ts';
import { undoMerge } from '../undo-merge.ts';
import { columnOf } from './identity-enums.ts';
import type { IdentityLoaders } from './identity-loaders.ts';
import { type LeadMerge, LeadMergeConnection } from './lead-merge.ts';
import { MergeLeadsInput, MergeLeadsPayload, UndoMergePayload } from './merge-payloads.ts';

const WRITE = '@requiresScopes(scopes: [["leads:write"]])';

/** Mutations of merges, and the fields of a lead about them. */
@Resolver(() => Lead)
export class MergeResolver {
  readonly #deps: LeadsDeps;
  readonly #leads: LeadLoaders['leads'];
  readonly #loaders: IdentityLoaders;

  constructor(deps: LeadsDeps, { leads }: LeadLoaders, loaders: IdentityLoaders) {
    this.#deps = deps;
    this.#leads = leads;
    this.#loaders = loaders;
  }

  @FieldResolver(() => Lead, {
    nullable: true,
    description:
      'The lead that stands for this one since it was merged, also over several merges; null for a lead that is not merged.',
  })
  async mergedInto(@Root() { id, stage }: Lead): Promise<Lead | null> {
    if (stage !== LeadStage.MERGED) return null;
    const survivorId = await this.#loaders.survivors.load(id);
    return survivorId === null ? null : this.#leads.load(survivorId);
  }

  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @FieldResolver(() => LeadMergeConnection, {
    nullable: true,
    description: 'Merges of other leads into this one, also those that were undone, newest first.',
  })
  async merges(
    @Root() { id }: Lead,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last item of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<LeadMergeConnection> {
    const read = (count: number, below: number | null) => listMerges(this.#deps.db, id, count, below);
    return readConnection({ list: `merges:${id}`, first, after }, read, present);
  }

  @Directive(WRITE)
  @Directive('@cost(weight: 10)')
  @Mutation(() => MergeLeadsPayload, {
    nullable: true,
    description:
      'Merges leads into one of them, the survivor, which gets copies of their interactions and, where it has none, of an ' +
      'outcome. The others stay as they are in the stage MERGED, and what is recorded of them later is copied as well. ' +
      'Scores of before stay as they are. `undoMerge` takes a merge back.',
  })
  async mergeLeads(
    @Arg('input', () => MergeLeadsInput, { description: 'The leads.' }) input: MergeLeadsInput,
    @Ctx() context: SubgraphContext,
  ): Promise<MergeLeadsPayload> {
    const { leadId, duplicateIds, reason, fields } = input;
    const request = { leadId, duplicateIds, reason: reason.trim(), columns: (fields ?? []).map(columnOf) };
    const { lead, merges } = await mergeLeads(this.#deps, request, authorOf(context));
    return { leadId, lead, merges: merges.map(present) };
  }

  @Directive(WRITE)
  @Directive('@cost(weight: 10)')
  @Mutation(() => UndoMergePayload, {
    nullable: true,
    description:
      'Undoes a merge: the survivor loses the copies, and the values that it took and still has; the other lead gets back its ' +
      'stage of before. What was recorded since stays where it was recorded. A survivor that was merged itself since is ' +
      'refused: that merge is undone first.',
  })
  async undoMerge(
    @Arg('id', () => ID, { description: 'Id of the merge.' }) id: string,
    @Arg('reason', () => String, {
      description: 'Reason in words, 1 to 1,000 characters; stored with the merge and in the audit log.',
    })
    reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<UndoMergePayload> {
    const { merge, lead, survivor } = await undoMerge(this.#deps, id, reason.trim(), authorOf(context));
    return { merge: present(merge), lead, survivor };
  }
}

function authorOf({ identity, clientAddress, requestId }: SubgraphContext): MergeAuthor {
  return { actor: identity.subject, clientAddress, requestId };
}

function present({ id, taken, ...merge }: LeadMergeData): LeadMerge {
  return { ...merge, id: String(id), fields: Object.keys(taken).map((column) => column.toUpperCase()) };
}
