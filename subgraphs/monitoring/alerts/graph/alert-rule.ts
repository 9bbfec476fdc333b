import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { AlertChannel, AlertMetricName, AlertNoDataAction, AlertSeverity, BadSide } from './alert-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'Selection of alerts. A field that is null matches everything.' })
export class AlertScope {
  @Field(() => String, { nullable: true, description: 'Name of an alert rule.' })
  readonly rule: string | null;

  @Field(() => String, { nullable: true, description: 'Name of a model.' })
  readonly model: string | null;

  @Field(() => String, { nullable: true, description: 'Name of a feature.' })
  readonly feature: string | null;

  @Field(() => String, { nullable: true, description: 'Slice of the leads, such as `country=AE`.' })
  readonly slice: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Threshold of one severity, and the channels that are notified.' })
export class AlertLevel {
  @Field(() => AlertSeverity, { description: 'Severity of the level.' })
  readonly severity: keyof typeof AlertSeverity;

  @Field(() => Float, {
    description: 'Value that reaches the level, in the unit of the metric; worse values reach it, too.',
  })
  readonly enter: number;

  @Field(() => Float, {
    description:
      'Value at which the level is left, in the unit of the metric, so that noise does not reopen the alert.',
  })
  readonly leave: number;

  @Field(() => [AlertChannel], { description: 'Notification channels of this severity.' })
  readonly channels: readonly (keyof typeof AlertChannel)[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Condition of an alert. Rules can be changed while the platform runs.',
})
export class AlertRule {
  @Field(() => String, { description: 'Name of the rule: letters a to z, digits and hyphens.' })
  readonly name: string;

  @Field(() => Int, { description: 'Number of the revision, from 1.' })
  readonly revision: number;

  @Field(() => AlertMetricName, { description: 'Metric that the rule watches.' })
  readonly metric: keyof typeof AlertMetricName;

  @Field(() => AlertScope, { description: 'Models, features and slices that the rule applies to.' })
  readonly scope: AlertScope;

  @Field(() => BadSide, { description: 'Whether high or low values are bad.' })
  readonly bad: keyof typeof BadSide;

  @Field(() => [AlertLevel], { description: 'Levels by rising severity; the alert opens at the first one.' })
  readonly levels: readonly AlertLevel[];

  @Field(() => Int, { description: 'Number of the last `of` values that must reach a level.' })
  readonly breaches: number;

  @Field(() => Int, { description: 'Number of last values that are evaluated, 1 to 1,000.' })
  readonly of: number;

  @Field(() => Int, { description: 'Number of consecutive safe values that resolve the alert.' })
  readonly clear: number;

  @Field(() => Float, { description: 'Least time that these safe values must span, seconds.' })
  readonly clearSeconds: number;

  @Field(() => AlertNoDataAction, { description: 'Effect of missing data on the alert.' })
  readonly noData: keyof typeof AlertNoDataAction;

  @Field(() => Float, { description: 'Time without data after which that effect applies, seconds.' })
  readonly noDataSeconds: number;

  @Field(() => Float, {
    description: 'Interval of reminders about an open alert that nobody has acknowledged, hours.',
  })
  readonly remindAfterHours: number;

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
