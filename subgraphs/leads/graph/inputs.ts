import 'reflect-metadata';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import type { LeadChangeFilter } from '../changes/change-filter.ts';
import { LeadChangeKind } from '../changes/change-store.ts';
import { InteractionKind } from '../interactions/interaction.ts';
import type { NewInteraction } from '../interactions/record-interactions.ts';
import { Grade, LeadStage } from '../leads/lead.ts';
import type { LeadFilter as LeadFilterData } from '../leads/lead-filter.ts';
import type { NewLead } from '../leads/submit-lead.ts';
import type { LeadUpdate } from '../leads/update-lead.ts';
import { OutcomeResult } from '../outcomes/outcome.ts';
import type { NewOutcome } from '../outcomes/record-outcome.ts';
import { LeadDetailsInput } from './lead-details-input.ts';

/** A new lead. */
@InputType({ description: 'A new lead. What is absent is unknown.' })
export class SubmitLeadInput extends LeadDetailsInput implements NewLead {
  @Field(() => ID, { nullable: true, description: "The CRM's own id; one is generated when absent." })
  readonly id?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the lead came to be; now when absent. Not in the future.',
  })
  readonly createdAt?: number | null;
}

/** A change of a lead. */
@InputType({ description: 'A change of a lead. What is absent stays, null clears it.' })
export class UpdateLeadInput extends LeadDetailsInput implements LeadUpdate {
  @Field(() => LeadStage, {
    nullable: true,
    description: 'Where the lead stands; WON and LOST are set by `recordOutcome` alone.',
  })
  readonly stage?: LeadStage | null;
}

/** One interaction to record. */
@InputType({ description: 'One interaction to record.' })
export class InteractionInput implements NewInteraction {
  @Field(() => ID, {
    nullable: true,
    description: "The sender's own id, unique within the lead: sent again, the interaction is not recorded again.",
  })
  readonly id?: string | null;

  @Field(() => InteractionKind, { description: 'What happened.' })
  readonly kind: InteractionKind;

  @Field(() => DateTime, { description: 'When it happened. Not in the future.' })
  readonly occurredAt: number;

  @Field(() => Int, { nullable: true, description: 'How long it took, seconds, 0 or more.' })
  readonly durationSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many, 0 or more: the pages of a website visit.' })
  readonly quantity?: number | null;

  @Field(() => String, { nullable: true, description: 'A note, at most 2,000 characters.' })
  readonly note?: string | null;
}

/** How a lead ended. */
@InputType({ description: 'How a lead ended.' })
export class OutcomeInput implements NewOutcome {
  @Field(() => OutcomeResult, { description: 'Whether the lead converted.' })
  readonly result: OutcomeResult;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was decided; now when absent. Neither in the future nor before the lead was created.',
  })
  readonly occurredAt?: number | null;

  @Field(() => Float, { nullable: true, description: 'What the lead paid, AED, 0 or more; only for CONVERTED.' })
  readonly revenue?: number | null;

  @Field(() => String, { nullable: true, description: 'Why, at most 2,000 characters.' })
  readonly reason?: string | null;
}

/** Which leads to list. */
@InputType({ description: 'Which leads to list: those that fit every condition given.' })
export class LeadFilter implements LeadFilterData {
  @Field(() => [LeadStage], { nullable: true, description: 'In one of these stages.' })
  readonly stages?: readonly LeadStage[] | null;

  @Field(() => [Grade], { nullable: true, description: 'Scored with one of these grades.' })
  readonly grades?: readonly Grade[] | null;

  @Field(() => Float, { nullable: true, description: 'Scored with at least this probability, 0–1.' })
  readonly minimumProbability?: number | null;

  @Field(() => [String], { nullable: true, description: 'In one of these industries.' })
  readonly industries?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'From one of these countries, ISO 3166-1 alpha-2.' })
  readonly countries?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'Brought by one of these channels.' })
  readonly sources?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'Worked by one of these people.' })
  readonly owners?: readonly string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Created at this time or later.' })
  readonly createdFrom?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Created before this time.' })
  readonly createdBefore?: number | null;

  @Field(() => String, { nullable: true, description: "Part of the company's name, in any case of letters." })
  readonly company?: string | null;
}

/** What `leadChanged` takes. */
@InputType({ description: 'Which changes to hear of: those that fit every condition given.' })
export class LeadChangedFilter implements LeadChangeFilter {
  @Field(() => [ID], { nullable: true, description: 'Of one of these leads, at most 1,000.' })
  readonly leadIds?: readonly string[] | null;

  @Field(() => [LeadChangeKind], { nullable: true, description: 'Of one of these kinds.' })
  readonly kinds?: readonly LeadChangeKind[] | null;
}
