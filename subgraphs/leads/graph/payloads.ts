import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { requiresScopes } from '../../../platform/graphql/type-access.ts';
import type { RecordedInteractions } from '../interactions/record-interactions.ts';
import type { SubmittedLead } from '../leads/submit-lead.ts';
import type { UpdatedLead } from '../leads/update-lead.ts';
import type { RecordedOutcome } from '../outcomes/record-outcome.ts';
import { Lead } from './lead.ts';
import { LeadOutcome } from './lead-outcome.ts';

const WRITE = requiresScopes('leads:write');
const LEAD_ID = { description: 'Id of the lead.' };

/** Answer of `submitLead`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Answer of `submitLead`.' })
export class SubmitLeadPayload implements SubmittedLead {
  @Field(() => ID, LEAD_ID)
  readonly leadId: string;

  @Field(() => DateTime, { description: 'When the lead came to be.' })
  readonly createdAt: number;

  @Field(() => Lead, { description: 'The lead. Needs `leads:read`.' })
  readonly lead: Lead;

  @Field(() => Boolean, { description: 'False when the idempotency key was known: the lead is the one of then.' })
  readonly created: boolean;
}

/** Answer of `updateLead`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Answer of `updateLead`.' })
export class UpdateLeadPayload implements UpdatedLead {
  @Field(() => ID, LEAD_ID)
  readonly leadId: string;

  @Field(() => Lead, { description: 'The lead after the change. Needs `leads:read`.' })
  readonly lead: Lead;
}

/** Answer of `recordInteractions`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Answer of `recordInteractions`.' })
export class RecordInteractionsPayload implements RecordedInteractions {
  @Field(() => ID, LEAD_ID)
  readonly leadId: string;

  @Field(() => Lead, { description: 'The lead. Needs `leads:read`.' })
  readonly lead: Lead;

  @Field(() => Int, { description: 'How many interactions were new; the others were recorded before under their ids.' })
  readonly recorded: number;
}

/** Answer of `recordOutcome`. */
@Directive(WRITE)
@ObjectType({ simpleResolvers: true, description: 'Answer of `recordOutcome`.' })
export class RecordOutcomePayload implements RecordedOutcome {
  @Field(() => ID, LEAD_ID)
  readonly leadId: string;

  @Field(() => Lead, { description: 'The lead, now in stage WON or LOST. Needs `leads:read`.' })
  readonly lead: Lead;

  @Field(() => LeadOutcome, { description: 'The outcome. Needs `leads:read`.' })
  readonly outcome: LeadOutcome;
}
