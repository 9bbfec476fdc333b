import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { Json } from '../../../../platform/json.ts';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, type AuditState } from '../../audit/audit-event.ts';
import type { AuditEntry } from '../../audit/audit-record.ts';
import type { AuditFilter } from '../../audit/audit-store.ts';

/** GraphQL enum of the audited actions. */
export const AuditAction = stringEnum(AUDIT_ACTIONS);
registerEnumType(AuditAction, {
  name: 'AuditAction',
  description: 'What someone did to a model, or tried to do.',
  valuesConfig: {
    REGISTER: { description: 'Registered a version.' },
    STAGE: { description: 'Put a version on trial.' },
    PROMOTE: { description: 'Made a version champion.' },
    ROLL_BACK: { description: 'Made the champion before champion again.' },
    ARCHIVE: { description: 'Took a version out of use.' },
    SET_CHALLENGER: { description: 'Gave a version the alias challenger.' },
    REMOVE_CHALLENGER: { description: 'Took the alias challenger away.' },
    SET_PROMOTION_POLICY: { description: 'Changed what promotions of the model must pass.' },
    REQUEST_PROMOTION: { description: 'Asked for a promotion.' },
    APPROVE_PROMOTION: {
      description: 'Approved a promotion that someone else asked for; the version became champion.',
    },
    REJECT_PROMOTION: { description: 'Rejected a promotion.' },
    START_ROLLOUT: { description: 'Started a rollout.' },
    PAUSE_ROLLOUT: { description: 'Paused a rollout: it keeps its share of the traffic and takes no step.' },
    RESUME_ROLLOUT: { description: 'Let a paused rollout go on.' },
    ADVANCE_ROLLOUT: { description: 'Sent a rollout to its next step before its time.' },
    APPROVE_ROLLOUT: { description: 'Approved the next step of a rollout that someone else started.' },
    ABORT_ROLLOUT: { description: 'Gave a rollout up: the champion answers every lead again.' },
    STEP_ROLLOUT: { description: 'By the system: a rollout took a step because its evidence sufficed, or completed.' },
    FAIL_ROLLOUT: { description: 'By the system: a rollout was rolled back because of its evidence.' },
    SET_CRM_MODEL: {
      description:
        'By the system: the configuration names another model, by whose scores leads are ranked from now on.',
    },
    RESEND_WEBHOOK: { description: 'Had a webhook about a change of the model sent again.' },
  },
});

/** GraphQL enum of the outcomes of an attempt. */
export const AuditOutcome = stringEnum(AUDIT_OUTCOMES);
registerEnumType(AuditOutcome, {
  name: 'AuditOutcome',
  description: 'How an attempt to change something ended.',
  valuesConfig: {
    APPLIED: { description: 'The change was made.' },
    REFUSED: { description: 'Nothing changed; code and message say why.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'An entry of the audit log: who changed a model, or tried to. The log is append-only.',
})
export class AuditEvent implements AuditEntry {
  @Field(() => ID, { description: 'Rises with every event.' })
  readonly id: string;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at: number;

  @Field(() => String, { description: 'Who did it: the subject of the token.' })
  readonly actor: string;

  @Field(() => AuditAction, { description: 'What was done.' })
  readonly action: keyof typeof AuditAction;

  @Field(() => String, { nullable: true, description: 'Name of the model, as the attempt gave it.' })
  readonly model: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of the version; null when the attempt named none.' })
  readonly version: number | null;

  @Field(() => String, { description: 'Why, in the words of whoever did it.' })
  readonly reason: string;

  @Field(() => AuditOutcome, { description: 'Whether the change was made.' })
  readonly outcome: keyof typeof AuditOutcome;

  @Field(() => String, { nullable: true, description: 'Error code of the refusal; null when the change was made.' })
  readonly code: string | null;

  @Field(() => String, { nullable: true, description: 'What the refusal said; null when the change was made.' })
  readonly message: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'What the change found, such as stage, champion and challenger; null when it was refused.',
  })
  readonly before: AuditState | null;

  @Field(() => Json, { nullable: true, description: 'The same as the change left it; null when it was refused.' })
  readonly after: AuditState | null;

  @Field(() => String, { nullable: true, description: 'IP address of the client; null when none asked for it.' })
  readonly clientAddress: string | null;

  @Field(() => String, { nullable: true, description: 'Id of the request, which finds it in the logs.' })
  readonly requestId: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'An audit event and its place in the list.' })
export class AuditEventEdge {
  @Field(() => String, { description: 'The place of this event, for `after`.' })
  readonly cursor: string;

  @Field(() => AuditEvent, { description: 'The event.' })
  readonly node: AuditEvent;
}

@ObjectType({ simpleResolvers: true, description: 'A page of audit events, newest first.' })
export class AuditEventConnection {
  @Field(() => [AuditEventEdge], { description: 'The events of this page.' })
  readonly edges: readonly AuditEventEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;
}

@InputType({ description: 'Which audit events. What is absent does not restrict; what is given applies together.' })
export class AuditEventFilter implements AuditFilter {
  @Field(() => String, { nullable: true, description: 'Of this model.' })
  readonly model?: string | null;

  @Field(() => Int, { nullable: true, description: 'Of this version number.' })
  readonly version?: number | null;

  @Field(() => String, { nullable: true, description: 'By this subject.' })
  readonly actor?: string | null;

  @Field(() => [AuditAction], { nullable: true, description: 'Any of these actions.' })
  readonly actions?: readonly (keyof typeof AuditAction)[] | null;

  @Field(() => AuditOutcome, { nullable: true, description: 'With this outcome.' })
  readonly outcome?: keyof typeof AuditOutcome | null;

  @Field(() => DateTime, { nullable: true, description: 'At this time or later.' })
  readonly from?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this time.' })
  readonly until?: number | null;
}
