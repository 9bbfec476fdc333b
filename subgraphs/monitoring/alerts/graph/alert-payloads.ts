import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { Alert } from './alert.ts';
import { AlertRule, AlertScope } from './alert-rule.ts';

const AFTER = { description: 'The alert after the change.' };

/** Result of `acknowledgeAlert`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `acknowledgeAlert`.' })
export class AcknowledgeAlertPayload {
  @Field(() => Alert, AFTER)
  readonly alert: Alert;
}

/** Result of `resolveAlert`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `resolveAlert`.' })
export class ResolveAlertPayload {
  @Field(() => Alert, AFTER)
  readonly alert: Alert;
}

/** Result of `muteAlert`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `muteAlert`.' })
export class MuteAlertPayload {
  @Field(() => Alert, AFTER)
  readonly alert: Alert;
}

/** Result of `unmuteAlert`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `unmuteAlert`.' })
export class UnmuteAlertPayload {
  @Field(() => Alert, AFTER)
  readonly alert: Alert;
}

/** Result of `setAlertRule`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `setAlertRule`.' })
export class SetAlertRulePayload {
  @Field(() => AlertRule, { description: 'The rule that is now in force.' })
  readonly rule: AlertRule;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Time of planned work, during which alerts open and resolve without notifications. Alerts that are still open ' +
    'afterwards are notified then.',
})
export class MaintenanceWindow {
  @Field(() => ID, { description: 'Id of the window.' })
  readonly id: string;

  @Field(() => DateTime, { description: 'Start of the window.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'End of the window.' })
  readonly until: number;

  @Field(() => AlertScope, { description: 'Alerts that the window applies to.' })
  readonly scope: AlertScope;

  @Field(() => DateTime, { description: 'Time of the last change.' })
  readonly at: number;

  @Field(() => String, { description: 'Subject that made the last change.' })
  readonly actor: string;

  @Field(() => DateTime, { deprecationReason: 'Use at.', description: 'Time of the last change.' })
  readonly changedAt: number;

  @Field(() => String, { deprecationReason: 'Use actor.', description: 'Subject that made the last change.' })
  readonly changedBy: string;

  @Field(() => String, { description: 'Reason for the last change.' })
  readonly reason: string;
}

/** Result of `setMaintenanceWindow`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `setMaintenanceWindow`.' })
export class SetMaintenanceWindowPayload {
  @Field(() => MaintenanceWindow, { description: 'The window after the change.' })
  readonly window: MaintenanceWindow;
}

/** Result of `testAlertChannel`. */
@ObjectType({ simpleResolvers: true, description: 'Result of `testAlertChannel`.' })
export class TestAlertChannelPayload {
  @Field(() => Boolean, { description: 'Whether every recipient accepted the test.' })
  readonly delivered: boolean;

  @Field(() => Int, { nullable: true, description: 'HTTP or SMTP status; null when there was no answer.' })
  readonly status: number | null;

  @Field(() => String, { nullable: true, description: 'Why a recipient did not accept the test; null when all did.' })
  readonly error: string | null;
}
