import 'reflect-metadata';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import {
  AlertChannel,
  AlertMetricName,
  AlertNoDataAction,
  AlertSeverity,
  AlertStatus,
  BadSide,
} from './alert-enums.ts';

@InputType({ description: 'Filter of alerts. An absent field does not restrict the list.' })
export class AlertFilterInput {
  @Field(() => [AlertStatus], { nullable: true, description: 'Only alerts with one of these statuses.' })
  readonly statuses?: readonly (keyof typeof AlertStatus)[] | null;

  @Field(() => AlertSeverity, { nullable: true, description: 'Only alerts of at least this severity.' })
  readonly minimumSeverity?: keyof typeof AlertSeverity | null;

  @Field(() => String, { nullable: true, description: 'Only alerts of this rule.' })
  readonly rule?: string | null;

  @Field(() => String, { nullable: true, description: 'Only alerts of this model.' })
  readonly model?: string | null;

  @Field(() => String, { nullable: true, description: 'Only alerts of this feature.' })
  readonly feature?: string | null;
}

@InputType({ description: 'Selection of alerts. An absent field matches everything.' })
export class AlertScopeInput {
  @Field(() => String, { nullable: true, description: 'Name of an alert rule; not allowed in the scope of a rule.' })
  readonly rule?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of a model.' })
  readonly model?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of a feature.' })
  readonly feature?: string | null;

  @Field(() => String, { nullable: true, description: 'Slice of the leads, such as `country=AE`.' })
  readonly slice?: string | null;
}

@InputType({ description: 'Threshold of one severity, and the channels that are notified.' })
export class AlertLevelInput {
  @Field(() => AlertSeverity, { description: 'Severity of the level.' })
  readonly severity: keyof typeof AlertSeverity;

  @Field(() => Float, {
    description: 'Value that reaches the level, in the unit of the metric; worse values reach it, too.',
  })
  readonly enter: number;

  @Field(() => Float, {
    description:
      'Value at which the level is left, in the unit of the metric: on the safe side of `enter`, or equal to it.',
  })
  readonly leave: number;

  @Field(() => [AlertChannel], {
    nullable: true,
    description:
      'Notification channels of this severity. Default: none for INFO, Slack for WARNING; Slack, email and PagerDuty for CRITICAL.',
  })
  readonly channels?: readonly (keyof typeof AlertChannel)[] | null;
}

@InputType({ description: 'Condition of an alert.' })
export class AlertRuleInput {
  @Field(() => String, {
    description:
      'Name of the rule: letters a to z, digits and hyphens, at most 60. A rule of the same name is replaced.',
  })
  readonly name: string;

  @Field(() => AlertMetricName, { description: 'Metric that the rule watches.' })
  readonly metric: keyof typeof AlertMetricName;

  @Field(() => AlertScopeInput, {
    nullable: true,
    description: 'Models, features and slices that the rule applies to; all by default.',
  })
  readonly scope?: AlertScopeInput | null;

  @Field(() => BadSide, { defaultValue: 'HIGH', description: 'Whether high or low values are bad.' })
  readonly bad: keyof typeof BadSide;

  @Field(() => [AlertLevelInput], { description: 'Levels by rising severity; the alert opens at the first one.' })
  readonly levels: readonly AlertLevelInput[];

  @Field(() => Int, {
    defaultValue: 1,
    description:
      'Number of the last `of` values that must reach a level, from 1. Values of overlapping windows count once.',
  })
  readonly breaches: number;

  @Field(() => Int, { defaultValue: 1, description: 'Number of last values that are evaluated, 1 to 1,000.' })
  readonly of: number;

  @Field(() => Int, {
    defaultValue: 3,
    description: 'Number of consecutive safe values that resolve the alert, from 1.',
  })
  readonly clear: number;

  @Field(() => Float, { defaultValue: 0, description: 'Least time that these safe values must span, seconds.' })
  readonly clearSeconds: number;

  @Field(() => AlertNoDataAction, {
    nullable: true,
    description:
      'Effect of missing data on the alert. Default: RESOLVE for live traffic (LATENCY_P95_MS, ERROR_RATE, ' +
      'THROUGHPUT), KEEP for every other metric.',
  })
  readonly noData?: keyof typeof AlertNoDataAction | null;

  @Field(() => Float, { defaultValue: 900, description: 'Time without data after which that effect applies, seconds.' })
  readonly noDataSeconds: number;

  @Field(() => Float, {
    defaultValue: 168,
    description: 'Interval of reminders about an open alert that nobody has acknowledged, hours, at least 1/60.',
  })
  readonly remindAfterHours: number;
}

@InputType({ description: 'Time of planned work, during which alerts open and resolve without notifications.' })
export class MaintenanceWindowInput {
  @Field(() => ID, { nullable: true, description: 'Id of the window to change; a new window is created when absent.' })
  readonly id?: string | null;

  @Field(() => DateTime, { description: 'Start of the window.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'End of the window; a time in the past ends it.' })
  readonly until: number;

  @Field(() => AlertScopeInput, { nullable: true, description: 'Alerts that the window applies to; all by default.' })
  readonly scope?: AlertScopeInput | null;
}
