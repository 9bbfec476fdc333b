import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { Alert } from './alert.ts';
import { AlertRule, AlertScope } from './alert-rule.ts';

const AFTER = { description: 'The alert after the change.' };

/** Answer of `acknowledgeAlert`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `acknowledgeAlert`.' })
export class AcknowledgeAlertPayload {
  @Field(() => Alert, AFTER)
  readonly alert: Alert;
}

/** Answer of `resolveAlert`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `resolveAlert`.' })
export class ResolveAlertPayload {
  @Field(() => Alert, AFTER)
  readonly alert: Alert;
}

/** Answer of `muteAlert`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `muteAlert`.' })
export class MuteAlertPayload {
  @Field(() => Alert, AFTER)
  readonly alert: Alert;
}

/** Answer of `unmuteAlert`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `unmuteAlert`.' })
export class UnmuteAlertPayload {
  @Field(() => Alert, AFTER)
  readonly alert: Alert;
}

/** Answer of `setAlertRule`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `setAlertRule`.' })
export class SetAlertRulePayload {
  @Field(() => AlertRule, { description: 'The rule as it is in force.' })
  readonly rule: AlertRule;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A time of planned work: alerts open and resolve, and nobody is told. Afterwards what still holds is told.',
})
export class MaintenanceWindow {
  @Field(() => ID, { description: 'Its number.' })
  readonly id: string;

  @Field(() => DateTime, { description: 'Its start.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'Its end.' })
  readonly until: number;

  @Field(() => AlertScope, { description: 'Which alerts.' })
  readonly scope: AlertScope;

  @Field(() => DateTime, { description: 'When it was set.' })
  readonly changedAt: number;

  @Field(() => String, { description: 'Who set it.' })
  readonly changedBy: string;

  @Field(() => String, { description: 'Why.' })
  readonly reason: string;
}

/** Answer of `setMaintenanceWindow`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `setMaintenanceWindow`.' })
export class SetMaintenanceWindowPayload {
  @Field(() => MaintenanceWindow, { description: 'The window.' })
  readonly window: MaintenanceWindow;
}

/** Answer of `testAlertChannel`. */
@ObjectType({ simpleResolvers: true, description: 'Answer of `testAlertChannel`.' })
export class TestAlertChannelPayload {
  @Field(() => Boolean, { description: 'Whether the receiver took it.' })
  readonly delivered: boolean;

  @Field(() => Int, { nullable: true, description: 'Status of HTTP or SMTP; null when there was no answer.' })
  readonly status: number | null;

  @Field(() => String, { nullable: true, description: 'Why it was not taken; null when it was.' })
  readonly error: string | null;
}
