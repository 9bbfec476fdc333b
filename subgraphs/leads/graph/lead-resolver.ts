import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { listInteractions } from '../interactions/list-interactions.ts';
import { recordInteractions } from '../interactions/record-interactions.ts';
import { countLeads, LeadOrder } from '../leads/lead-query.ts';
import { submitLead } from '../leads/submit-lead.ts';
import { recordOutcome } from '../outcomes/record-outcome.ts';
import type { LeadLoaders } from './loaders.ts';
import './enums.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { updateLead } from '../leads/update-lead.ts';
import { InteractionInput, LeadFilter, OutcomeInput, SubmitLeadInput, UpdateLeadInput } from './inputs.ts';
import { InteractionConnection } from './interaction.ts';
import { Lead } from './lead.ts';
import { LeadConnection } from './lead-connection.ts';
import { LeadOutcome } from './lead-outcome.ts';
import { RecordInteractionsPayload, RecordOutcomePayload, SubmitLeadPayload, UpdateLeadPayload } from './payloads.ts';

const READ = '@requiresScopes(scopes: [["leads:read"]])';
const WRITE = '@requiresScopes(scopes: [["leads:write"]])';
const PAGE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"])';
const LEAD_ID = { description: 'Id of the lead.' };
const AFTER = { nullable: true, description: 'Cursor of the last item of the page before.' } as const;

/** Queries and mutations of leads, and the fields of a lead that are read when they are asked for. */
@Resolver(() => Lead)
export class LeadResolver {
  readonly #deps: LeadsDeps;
  readonly #loaders: LeadLoaders;

  constructor(deps: LeadsDeps, loaders: LeadLoaders) {
    this.#deps = deps;
    this.#loaders = loaders;
  }

  @Directive(READ)
  @Query(() => Lead, { nullable: true, description: 'The lead with this id; null when there is none.' })
  lead(@Arg('id', () => ID, LEAD_ID) id: string): Promise<Lead | null> {
    return this.#loaders.leads.load(id);
  }

  @Directive(READ)
  @Directive(PAGE)
  @Query(() => LeadConnection, {
    nullable: true,
    description:
      'Leads, by default those most likely to convert first. A walk through the pages by score reads the ranking as it ' +
      'was at its first page: it sees each lead of then exactly once, however scores change. Other conditions are ' +
      'evaluated when a page is read. A snapshot lives for an hour at least; after that its cursors are refused with ' +
      'CURSOR_EXPIRED.',
  })
  leads(
    @Arg('filter', () => LeadFilter, { nullable: true, description: 'Which leads; all when absent.' })
    filter: LeadFilter | null | undefined,
    @Arg('orderBy', () => LeadOrder, { defaultValue: LeadOrder.SCORE_DESC, description: 'In which order.' })
    order: LeadOrder,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 200.' }) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
  ): Promise<LeadConnection> {
    return this.#loaders.pages.load({ filter: filter ?? {}, order, first, after });
  }

  @Directive(PAGE)
  @FieldResolver(() => InteractionConnection, {
    nullable: true,
    description: 'What happened between the lead and the free zone, the latest first.',
  })
  interactions(
    @Root() lead: Lead,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many, 1 to 200.' }) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
  ): Promise<InteractionConnection> {
    return listInteractions(this.#loaders.interactions, lead.id, first, after);
  }

  @FieldResolver(() => LeadOutcome, { nullable: true, description: 'How the lead ended; null while it is open.' })
  outcome(@Root() lead: Lead): Promise<LeadOutcome | null> {
    return this.#loaders.outcomes.load(lead.id);
  }

  @Directive(WRITE)
  @Mutation(() => SubmitLeadPayload, { nullable: true, description: 'Stores a new lead.' })
  submitLead(
    @Arg('input', () => SubmitLeadInput, { description: 'The lead.' }) input: SubmitLeadInput,
    @Arg('idempotencyKey', () => String, {
      nullable: true,
      description:
        'The same key with the same input stores one lead, however often it is sent. At most 200 characters.',
    })
    idempotencyKey: string | null | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<SubmitLeadPayload> {
    return submitLead(this.#deps, { subject: context.identity.subject, input, idempotencyKey });
  }

  @Directive(WRITE)
  @Mutation(() => UpdateLeadPayload, {
    nullable: true,
    description: 'Changes a lead. Earlier versions are kept, so that a score can be reproduced.',
  })
  updateLead(
    @Arg('id', () => ID, LEAD_ID) id: string,
    @Arg('input', () => UpdateLeadInput, { description: 'What changes.' }) input: UpdateLeadInput,
  ): Promise<UpdateLeadPayload> {
    return updateLead(this.#deps, id, input);
  }

  @Directive(WRITE)
  @Mutation(() => RecordInteractionsPayload, {
    nullable: true,
    description: 'Records what happened with a lead: all of it, or nothing when one interaction is refused.',
  })
  recordInteractions(
    @Arg('leadId', () => ID, LEAD_ID) leadId: string,
    @Arg('interactions', () => [InteractionInput], { description: 'At most 1,000.' })
    interactions: readonly InteractionInput[],
  ): Promise<RecordInteractionsPayload> {
    return recordInteractions(this.#deps, leadId, interactions);
  }

  @Directive(WRITE)
  @Mutation(() => RecordOutcomePayload, {
    nullable: true,
    description: 'Records how a lead ended, once, and sets its stage to WON or LOST.',
  })
  recordOutcome(
    @Arg('leadId', () => ID, LEAD_ID) leadId: string,
    @Arg('outcome', () => OutcomeInput, { description: 'How it ended.' }) outcome: OutcomeInput,
  ): Promise<RecordOutcomePayload> {
    return recordOutcome(this.#deps, leadId, outcome);
  }
}

/** The count of a page's selection, read when it is asked for. */
@Resolver(() => LeadConnection)
export class LeadConnectionResolver {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    this.#db = db;
  }

  // a scan
  @Directive('@cost(weight: 50)')
  @FieldResolver(() => Int, { nullable: true, description: 'How many leads all pages hold together.' })
  totalCount(@Root() page: LeadConnection): Promise<number> {
    return countLeads(this.#db, page.selection);
  }
}
