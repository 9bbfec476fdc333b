import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import type { RecordedInteractions } from '../interactions/record-interactions.ts';
import type { UpdatedLead } from '../leads/update-lead.ts';
import { type LeadUpdateResult as LeadUpdateResultData, MOST_UPDATES } from '../leads/update-leads.ts';
import type { RecordedOutcome } from '../outcomes/record-outcome.ts';
import type { SubmittedLead } from '../submission/submit-lead.ts';
import { Lead } from './lead.ts';
import { LeadOutcome } from './lead-outcome.ts';

const WRITE = requiresScopes('leads:write');
const LEAD_ID = { description: 'Id of the lead.' };

/** Payload of `submitLead`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `submitLead`.' })
export class SubmitLeadPayload implements SubmittedLead {
  @Field(() => ID, LEAD_ID)
  readonly leadId: string;

  @Field(() => DateTime, { description: 'Creation time of the lead.' })
  readonly createdAt: number;

  @Field(() => Lead, { description: 'The lead. Needs the scope `leads:read`.' })
  readonly lead: Lead;

  @Field(() => Boolean, {
    description:
      'True for a new lead. False when the idempotency key was used before: the lead is the one of its first use.',
  })
  readonly created: boolean;
}

/** Payload of `updateLead`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `updateLead`.' })
export class UpdateLeadPayload implements UpdatedLead {
  @Field(() => ID, LEAD_ID)
  readonly leadId: string;

  @Field(() => Lead, { description: 'The lead after the change. Needs the scope `leads:read`.' })
  readonly lead: Lead;
}

/** Error of one lead of many. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Error of one lead of many that was not changed.' })
export class LeadUpdateError {
  @Field(() => String, { description: 'Error code, such as LEAD_NOT_FOUND.' })
  readonly code: string;

  @Field(() => String, { description: 'Description of the error: the found and the expected value.' })
  readonly message: string;
}

/** Result for one lead of `updateLeads`: the lead or an error. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result for one lead: either `lead` or `error` is set.' })
export class LeadUpdateResult implements Pick<LeadUpdateResultData, 'leadId' | 'lead'> {
  @Field(() => ID, { description: 'Id of the lead, as in the request.' })
  readonly leadId: string;

  @Field(() => Lead, {
    nullable: true,
    description: 'The lead after the change; null when it was not changed. Needs the scope `leads:read`.',
  })
  readonly lead: Lead | null;

  @Field(() => LeadUpdateError, { nullable: true, description: 'The error; null when the lead was changed.' })
  readonly error: LeadUpdateError | null;
}

/** Payload of `updateLeads`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `updateLeads`.' })
export class UpdateLeadsPayload {
  @Directive(`@listSize(assumedSize: ${MOST_UPDATES})`)
  @Field(() => [LeadUpdateResult], { description: 'One result per requested lead, in the order of the request.' })
  readonly results: readonly LeadUpdateResult[];

  @Field(() => Int, { description: 'Number of results with a lead.' })
  readonly updated: number;

  @Field(() => Int, { description: 'Number of results with an error.' })
  readonly failed: number;
}

/** Payload of `recordInteractions`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `recordInteractions`.' })
export class RecordInteractionsPayload implements RecordedInteractions {
  @Field(() => ID, LEAD_ID)
  readonly leadId: string;

  @Field(() => Lead, { description: 'The lead. Needs the scope `leads:read`.' })
  readonly lead: Lead;

  @Field(() => Int, {
    description: 'Number of interactions that were new. The others had been recorded with the same ids.',
  })
  readonly recorded: number;
}

/** Payload of `recordOutcome`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Result of `recordOutcome`.' })
export class RecordOutcomePayload implements RecordedOutcome {
  @Field(() => ID, LEAD_ID)
  readonly leadId: string;

  @Field(() => Lead, { description: 'The lead, in stage WON or LOST. Needs the scope `leads:read`.' })
  readonly lead: Lead;

  @Field(() => LeadOutcome, { description: 'The outcome. Needs the scope `leads:read`.' })
  readonly outcome: LeadOutcome;
}
