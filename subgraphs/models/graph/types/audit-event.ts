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
  description: 'Action on a model, done or attempted.',
  valuesConfig: {
    REGISTER: { description: 'A version was registered.' },
    STAGE: { description: 'A version was moved to STAGING.' },
    PROMOTE: { description: 'A version was made champion.' },
    ROLL_BACK: { description: 'A former champion was made champion again.' },
    ARCHIVE: { description: 'A version was archived.' },
    SET_CHALLENGER: { description: 'A version got the alias challenger.' },
    REMOVE_CHALLENGER: { description: 'The alias challenger was removed.' },
    SET_PROMOTION_POLICY: { description: 'The promotion policy of the model was changed.' },
    SET_GRADE_POLICY: { description: 'The limits between the grades of the model were set.' },
    REQUEST_PROMOTION: { description: 'A promotion was requested.' },
    APPROVE_PROMOTION: {
      description: 'The promotion request of another person was approved: the version became champion.',
    },
    REJECT_PROMOTION: { description: 'A promotion request was rejected.' },
    START_ROLLOUT: { description: 'A rollout was started.' },
    PAUSE_ROLLOUT: { description: 'A rollout was paused: it keeps its step and its traffic share.' },
    RESUME_ROLLOUT: { description: 'A paused rollout was resumed.' },
    ADVANCE_ROLLOUT: { description: 'A rollout was moved to its next step by hand.' },
    APPROVE_ROLLOUT: { description: 'The next step of a rollout was approved.' },
    ABORT_ROLLOUT: { description: 'A rollout was aborted: the champion answers every lead again.' },
    STEP_ROLLOUT: {
      description: 'By the system: a rollout advanced to its next step, or completed, because of its evidence.',
    },
    FAIL_ROLLOUT: { description: 'By the system: a rollout was rolled back because of its evidence.' },
    SET_CRM_MODEL: {
      description:
        'By the system: the configuration names another model, whose scores rank the leads of the CRM from now on.',
    },
    RESEND_WEBHOOK: { description: 'A webhook about a change of the model was sent again on request.' },
    CREATE_MACHINE_TOKEN: { description: 'A token of a machine was created.' },
    REVOKE_MACHINE_TOKEN: { description: 'A token of a machine was revoked.' },
    OVERRIDE_SCORE: { description: 'The grade of a lead was overridden; the states name the lead, not the model.' },
    END_SCORE_OVERRIDE: {
      description: 'The override of a lead ended: a person ended it, it expired, or the lead was closed.',
    },
    MERGE_LEADS: { description: 'A lead was merged into another one; the states name both.' },
    UNDO_MERGE: { description: 'A merge of two leads was undone; the states name both.' },
  },
});

/** GraphQL enum of the outcomes of an attempt. */
export const AuditOutcome = stringEnum(AUDIT_OUTCOMES);
registerEnumType(AuditOutcome, {
  name: 'AuditOutcome',
  description: 'Outcome of an attempt to change something.',
  valuesConfig: {
    APPLIED: { description: 'The change was made.' },
    REFUSED: { description: 'The change was refused; `code` and `message` give the reason.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'Entry of the append-only audit log: a change of a model, or a refused attempt.',
})
export class AuditEvent implements AuditEntry {
  @Field(() => ID, { description: 'Id of the event; later events have higher ids.' })
  readonly id: string;

  @Field(() => DateTime, { description: 'Time of the change or attempt.' })
  readonly at: number;

  @Field(() => String, { description: 'Subject of the access token that did it.' })
  readonly actor: string;

  @Field(() => AuditAction, { description: 'Action that was done or attempted.' })
  readonly action: keyof typeof AuditAction;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the model, as the caller gave it; null if the attempt named none.',
  })
  readonly model: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of the version; null if the attempt named none.' })
  readonly version: number | null;

  @Field(() => String, {
    description: 'Reason that the actor gave. That of an override of a lead is masked without the scope `leads:pii`.',
  })
  readonly reason: string;

  @Field(() => AuditOutcome, { description: 'Whether the change was made or refused.' })
  readonly outcome: keyof typeof AuditOutcome;

  @Field(() => String, { nullable: true, description: 'Error code of the refusal; null if the change was made.' })
  readonly code: string | null;

  @Field(() => String, { nullable: true, description: 'Error message of the refusal; null if the change was made.' })
  readonly message: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'State before the change, such as stage, champion and challenger; null if it was refused.',
  })
  readonly before: AuditState | null;

  @Field(() => Json, { nullable: true, description: 'State after the change; null if it was refused.' })
  readonly after: AuditState | null;

  @Field(() => String, { nullable: true, description: 'IP address of the client; null for changes without a client.' })
  readonly clientAddress: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the request, to find it in the logs; null for changes without a request.',
  })
  readonly requestId: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Audit event with its cursor.' })
export class AuditEventEdge {
  @Field(() => String, { description: 'Cursor of this event, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => AuditEvent, { description: 'The audit event.' })
  readonly node: AuditEvent;
}

@ObjectType({ simpleResolvers: true, description: 'Page of audit events, newest first.' })
export class AuditEventConnection {
  @Field(() => [AuditEventEdge], { description: 'Events of this page.' })
  readonly edges: readonly AuditEventEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

@InputType({ description: 'Filter of audit events. Absent fields do not restrict; all given ones must match.' })
export class AuditEventFilter implements AuditFilter {
  @Field(() => String, { nullable: true, description: 'Name of the model.' })
  readonly model?: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of the version.' })
  readonly version?: number | null;

  @Field(() => String, { nullable: true, description: 'Subject of the access token.' })
  readonly actor?: string | null;

  @Field(() => [AuditAction], { nullable: true, description: 'Actions, of which any may match.' })
  readonly actions?: readonly (keyof typeof AuditAction)[] | null;

  @Field(() => AuditOutcome, { nullable: true, description: 'Outcome of the attempt.' })
  readonly outcome?: keyof typeof AuditOutcome | null;

  @Field(() => DateTime, { nullable: true, description: 'Earliest time, inclusive.' })
  readonly from?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Latest time, exclusive.' })
  readonly until?: number | null;
}
