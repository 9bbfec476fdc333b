import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import { Lead } from './lead.ts';
import { LeadOutcome } from './lead-outcome.ts';

/** Answer of `submitLead`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `submitLead`.' })
export class SubmitLeadPayload {
  @Field(() => Lead, { description: 'The lead.' })
  readonly lead: Lead;

  @Field(() => Boolean, { description: 'False when the idempotency key was known: the lead is the one of then.' })
  readonly created: boolean;
}

/** Answer of `updateLead`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `updateLead`.' })
export class UpdateLeadPayload {
  @Field(() => Lead, { description: 'The lead after the change.' })
  readonly lead: Lead;
}

/** Answer of `recordInteractions`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `recordInteractions`.' })
export class RecordInteractionsPayload {
  @Field(() => Lead, { description: 'The lead.' })
  readonly lead: Lead;

  @Field(() => Int, { description: 'How many interactions were new; the others were recorded before under their ids.' })
  readonly recorded: number;
}

/** Answer of `recordOutcome`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `recordOutcome`.' })
export class RecordOutcomePayload {
  @Field(() => Lead, { description: 'The lead, now in stage WON or LOST.' })
  readonly lead: Lead;

  @Field(() => LeadOutcome, { description: 'The outcome.' })
  readonly outcome: LeadOutcome;
}
