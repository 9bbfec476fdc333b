import 'reflect-metadata';
import { Arg, Ctx, Directive, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { LARGEST_PAGE } from '../../../platform/graphql/page-size.ts';
import { type FieldRequest, requestedFields } from '../../../platform/graphql/requested-fields.ts';
import { isFormSubject } from '../../../platform/identity/form-subject.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { listInteractions } from '../interactions/list-interactions.ts';
import { recordInteractions } from '../interactions/record-interactions.ts';
import { LeadOrder } from '../leads/lead-order.ts';
import { DEFAULT_PAGE } from '../leads/list-leads.ts';
import { Origin } from '../leads/origin.ts';
import { recordOutcome } from '../outcomes/record-outcome.ts';
import { MAX_KEY_MINUTES, submitLead } from '../submission/submit-lead.ts';
import type { LeadLoaders } from './loaders.ts';
import './enums.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import { updateLead } from '../leads/update-lead.ts';
import { MOST_UPDATES, updateLeads } from '../leads/update-leads.ts';
import {
  EXPECTED_VERSION,
  InteractionInput,
  OutcomeInput,
  SubmitLeadInput,
  UpdateLeadInput,
  UpdateLeadsItemInput,
} from './inputs.ts';
import { InteractionConnection } from './interaction.ts';
import { Lead } from './lead.ts';
import { LeadConnection } from './lead-connection.ts';
import { LEAD_FIELD_SETS } from './lead-fields.ts';
import { LeadFilter } from './lead-filter.ts';
import { LeadOutcome } from './lead-outcome.ts';
import {
  RecordInteractionsPayload,
  RecordOutcomePayload,
  SubmitLeadPayload,
  UpdateLeadPayload,
  UpdateLeadsPayload,
} from './payloads.ts';

const READ = '@requiresScopes(scopes: [["leads:read"]])';
const WRITE = '@requiresScopes(scopes: [["leads:write"]])';
const PAGE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"])';
const LEAD_ID = { description: 'Id of the lead.' };
const AFTER = {
  nullable: true,
  description: 'Cursor of the last item of the previous page. Default: the first page.',
} as const;

/** Queries and mutations of leads, and the fields of a lead that are read on request. */
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
  @Directive(
    `@listSize(assumedSize: ${DEFAULT_PAGE}, slicingArguments: ["first", "last"], sizedFields: ["edges"], ` +
      'requireOneSlicingArgument: false)',
  )
  @Query(() => LeadConnection, {
    nullable: true,
    description:
      'Open leads, by default in the order of their probability to convert. In the orders of scores all pages use the ' +
      'ranking of the time of the first page, so each lead of that time appears exactly once, however scores change. ' +
      'Filters on other fields than the score are applied when a page is read. The cursors of these orders are valid for ' +
      'at least an hour, and then refused with CURSOR_EXPIRED.',
  })
  leads(
    @Arg('filter', () => LeadFilter, { nullable: true, description: 'Filter of leads. Default: all open leads.' })
    filter: LeadFilter | null | undefined,
    @Arg('orderBy', () => LeadOrder, { defaultValue: LeadOrder.SCORE_DESC, description: 'Order of the leads.' })
    order: LeadOrder,
    @Arg('first', () => Int, {
      nullable: true,
      description: `Number of leads from the start, 1 to ${LARGEST_PAGE}. Default: ${DEFAULT_PAGE} without \`last\`.`,
    })
    first: number | null | undefined,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Arg('last', () => Int, {
      nullable: true,
      description: `Number of leads from the end, 1 to ${LARGEST_PAGE}; with \`before\`, those right before that lead. Not with \`first\`.`,
    })
    last: number | null | undefined,
    @Arg('before', () => String, {
      nullable: true,
      description: 'Cursor of the first item of the following page: only leads before it are listed.',
    })
    before: string | null | undefined,
    @Ctx() { identity }: SubgraphContext,
    @Info() info: FieldRequest,
  ): Promise<LeadConnection> {
    const readsContacts = identity.scopes.includes('leads:pii');
    const fields = LEAD_FIELD_SETS.of(requestedFields(info, 'edges.node'));
    return this.#loaders.pages.load({ filter: filter ?? {}, order, first, after, last, before, readsContacts, fields });
  }

  @Directive(PAGE)
  @FieldResolver(() => InteractionConnection, {
    nullable: true,
    description: 'Interactions between the lead and the free zone, latest first.',
  })
  interactions(
    @Root() lead: Lead,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' }) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
  ): Promise<InteractionConnection> {
    return listInteractions(this.#loaders.interactions, lead.id, first, after);
  }

  @FieldResolver(() => LeadOutcome, { nullable: true, description: 'Outcome of the lead; null while it is open.' })
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
        'Key that makes a retry safe, 1 to 200 characters: the same key with the same input stores one lead only.',
    })
    idempotencyKey: string | null | undefined,
    @Arg('idempotencyMinutes', () => Int, {
      nullable: true,
      description: `Minutes for which the key is remembered, 1 to ${MAX_KEY_MINUTES}. Default: for ever.`,
    })
    idempotencyMinutes: number | null | undefined,
    @Ctx() { identity: { subject } }: SubgraphContext,
  ): Promise<SubmitLeadPayload> {
    const origin = isFormSubject(subject) ? Origin.FORM : Origin.API;
    return submitLead(this.#deps, { subject, input, origin, idempotencyKey, idempotencyMinutes });
  }

  @Directive(WRITE)
  @Mutation(() => UpdateLeadPayload, {
    nullable: true,
    description: 'Changes fields of a lead. Earlier versions are kept, so that every score can be computed again.',
  })
  updateLead(
    @Arg('id', () => ID, LEAD_ID) id: string,
    @Arg('input', () => UpdateLeadInput, { description: 'Fields to change.' }) input: UpdateLeadInput,
    @Arg('expectedVersion', () => Int, EXPECTED_VERSION) expectedVersion: number | null | undefined,
  ): Promise<UpdateLeadPayload> {
    return updateLead(this.#deps, { id, input, ...(expectedVersion != null && { expectedVersion }) });
  }

  @Directive(WRITE)
  @Directive('@cost(weight: 100)')
  @Mutation(() => UpdateLeadsPayload, {
    nullable: true,
    description:
      `Changes up to ${MOST_UPDATES} leads at once, with one lead or one error per request, in order. A change that is ` +
      'refused leaves the others alone. A lead may be listed once.',
  })
  async updateLeads(
    @Arg('updates', () => [UpdateLeadsItemInput], { description: `Changes, at most ${MOST_UPDATES}.` })
    updates: readonly UpdateLeadsItemInput[],
  ): Promise<UpdateLeadsPayload> {
    // the executor takes an instance of Error for a failure of the field
    const results = (await updateLeads(this.#deps, updates)).map(({ leadId, lead, error }) => ({
      leadId,
      lead,
      error: error && { code: error.code, message: error.message },
    }));
    const updated = results.filter(({ lead }) => lead !== null).length;
    return { results, updated, failed: results.length - updated };
  }

  @Directive(WRITE)
  @Mutation(() => RecordInteractionsPayload, {
    nullable: true,
    description: 'Records interactions of a lead: all of them, or none when one is refused.',
  })
  recordInteractions(
    @Arg('leadId', () => ID, LEAD_ID) leadId: string,
    @Arg('interactions', () => [InteractionInput], { description: 'Interactions to record, at most 1,000.' })
    interactions: readonly InteractionInput[],
  ): Promise<RecordInteractionsPayload> {
    return recordInteractions(this.#deps, leadId, interactions);
  }

  @Directive(WRITE)
  @Mutation(() => RecordOutcomePayload, {
    nullable: true,
    description: 'Records the outcome of a lead, once, and sets its stage to WON or LOST.',
  })
  recordOutcome(
    @Arg('leadId', () => ID, LEAD_ID) leadId: string,
    @Arg('outcome', () => OutcomeInput, { description: 'Outcome to record.' }) outcome: OutcomeInput,
  ): Promise<RecordOutcomePayload> {
    return recordOutcome(this.#deps, leadId, outcome);
  }
}
