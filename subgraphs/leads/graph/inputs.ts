import 'reflect-metadata';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import type { LeadChangeFilter } from '../changes/change-filter.ts';
import { LeadChangeKind } from '../changes/change-store.ts';
import type { NewConsent } from '../consent/consent.ts';
import { MOST_CONSENTS } from '../consent/consent-rule.ts';
import { InteractionKind } from '../interactions/interaction.ts';
import type { NewInteraction } from '../interactions/record-interactions.ts';
import { LeadStage } from '../leads/lead.ts';
import type { LeadUpdate, LeadUpdateRequest } from '../leads/update-leads.ts';
import { OutcomeResult } from '../outcomes/outcome.ts';
import type { NewOutcome } from '../outcomes/record-outcome.ts';
import type { NewLead } from '../submission/submit-lead.ts';
import { LeadDetailsInput } from './lead-details-input.ts';

/** Version that a change of a lead is based on. */
export const EXPECTED_VERSION = {
  nullable: true,
  description:
    '`Lead.version` that the change is based on: another version is refused with LEAD_VERSION_CONFLICT. Default: any version.',
} as const;

/** Consent of the person of a new lead. */
@InputType({ description: 'Consent that the person of a new lead gave.' })
export class ConsentInput implements NewConsent {
  @Field(() => String, {
    description: 'Purpose, a name in capitals such as CONTACT or MARKETING, at most 64 characters.',
  })
  readonly purpose: string;

  @Field(() => String, {
    description: 'Version of the text that the person agreed to, such as `2026-11`, 1 to 100 characters.',
  })
  readonly textVersion: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the consent, not in the future; up to 30 seconds ahead counts as now. Default: now.',
  })
  readonly givenAt?: number | null;
}

/** A new lead. */
@InputType({ description: 'A new lead. Absent fields are unknown.' })
export class SubmitLeadInput extends LeadDetailsInput implements NewLead {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the lead in the CRM, 1 to 200 characters. Default: a generated id.',
  })
  readonly id?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Creation time of the lead, not in the future; up to 30 seconds ahead counts as now. Default: now.',
  })
  readonly createdAt?: number | null;

  @Field(() => [ConsentInput], {
    nullable: true,
    description: `What the person agreed to, each purpose once, at most ${MOST_CONSENTS}. Stored with the lead, or not at all.`,
  })
  readonly consents?: readonly ConsentInput[] | null;
}

/** A change of a lead. */
@InputType({ description: 'Change of a lead. Absent fields stay as they are, null clears a field.' })
export class UpdateLeadInput extends LeadDetailsInput implements LeadUpdate {
  @Field(() => LeadStage, {
    nullable: true,
    description: 'Open stage of the lead: NEW, CONTACTED, QUALIFIED or PROPOSAL. `recordOutcome` closes a lead.',
  })
  readonly stage?: LeadStage | null;
}

/** One change of `updateLeads`. */
@InputType({ description: 'Change of one lead among many.' })
export class UpdateLeadsItemInput implements LeadUpdateRequest {
  @Field(() => ID, { description: 'Id of the lead.' })
  readonly id: string;

  @Field(() => UpdateLeadInput, { description: 'Fields to change.' })
  readonly input: UpdateLeadInput;

  @Field(() => Int, EXPECTED_VERSION)
  readonly expectedVersion?: number | null;
}

/** One interaction to record. */
@InputType({ description: 'Interaction to record.' })
export class InteractionInput implements NewInteraction {
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the interaction, unique within the lead, 1 to 200 characters. An interaction with a known id is not recorded again. Default: a generated id.',
  })
  readonly id?: string | null;

  @Field(() => InteractionKind, { description: 'Kind of interaction.' })
  readonly kind: InteractionKind;

  @Field(() => DateTime, {
    description: 'Time of the interaction, not in the future; up to 30 seconds ahead counts as now.',
  })
  readonly occurredAt: number;

  @Field(() => Int, { nullable: true, description: 'Duration in seconds, 0 or more.' })
  readonly durationSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of pages of a website visit, 0 or more.' })
  readonly quantity?: number | null;

  @Field(() => String, { nullable: true, description: 'Note, at most 2,000 characters.' })
  readonly note?: string | null;
}

/** Outcome of a lead. */
@InputType({ description: 'Outcome of a lead.' })
export class OutcomeInput implements NewOutcome {
  @Field(() => OutcomeResult, { description: 'Result: converted or lost.' })
  readonly result: OutcomeResult;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time of the decision, not before the creation of the lead and not in the future; up to 30 seconds ahead counts as now. Default: now.',
  })
  readonly occurredAt?: number | null;

  @Field(() => Float, { nullable: true, description: 'Revenue in AED, 0 or more. Only for CONVERTED.' })
  readonly revenue?: number | null;

  @Field(() => String, { nullable: true, description: 'Reason of the result, at most 2,000 characters.' })
  readonly reason?: string | null;
}

/** Filter of `leadChanged`. */
@InputType({ description: 'Filter of changes. A change must meet every condition that is set.' })
export class LeadChangedFilter implements LeadChangeFilter {
  @Field(() => [ID], { nullable: true, description: 'Changes of these leads, at most 1,000 ids.' })
  readonly leadIds?: readonly string[] | null;

  @Field(() => [LeadChangeKind], { nullable: true, description: 'Changes of one of these kinds.' })
  readonly kinds?: readonly LeadChangeKind[] | null;
}
