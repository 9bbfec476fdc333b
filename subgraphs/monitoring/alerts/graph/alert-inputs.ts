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

@InputType({ description: 'Which alerts. What is absent does not restrict.' })
export class AlertFilterInput {
  @Field(() => [AlertStatus], { nullable: true, description: 'Only those that stand so.' })
  readonly statuses?: readonly (keyof typeof AlertStatus)[] | null;

  @Field(() => AlertSeverity, { nullable: true, description: 'Only those at least so urgent.' })
  readonly minimumSeverity?: keyof typeof AlertSeverity | null;

  @Field(() => String, { nullable: true, description: 'Only those of this rule.' })
  readonly rule?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of this model.' })
  readonly model?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of this feature.' })
  readonly feature?: string | null;
}

@InputType({ description: 'Which alerts: a part that is absent fits any.' })
export class AlertScopeInput {
  @Field(() => String, { nullable: true, description: 'Name of the rule; not in the scope of a rule.' })
  readonly rule?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the model.' })
  readonly model?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the feature.' })
  readonly feature?: string | null;

  @Field(() => String, { nullable: true, description: 'The slice, such as `country=AE`.' })
  readonly slice?: string | null;
}

@InputType({ description: 'From which value on an alert has a severity, and who is told.' })
export class AlertLevelInput {
  @Field(() => AlertSeverity, { description: 'The severity.' })
  readonly severity: keyof typeof AlertSeverity;

  @Field(() => Float, { description: 'Reached at this value and beyond.' })
  readonly enter: number;

  @Field(() => Float, {
    description: 'Over when the value is on the safe side of this one: nearer to it than `enter`, or equal.',
  })
  readonly leave: number;

  @Field(() => [AlertChannel], {
    nullable: true,
    description: 'Who is told. By default INFO nobody, WARNING Slack, CRITICAL Slack, mail and PagerDuty.',
  })
  readonly channels?: readonly (keyof typeof AlertChannel)[] | null;
}

@InputType({ description: 'When to alert.' })
export class AlertRuleInput {
  @Field(() => String, { description: 'Name: letters a–z, digits and hyphens, 60 at most. A rule of it is replaced.' })
  readonly name: string;

  @Field(() => AlertMetricName, { description: 'What it watches.' })
  readonly metric: keyof typeof AlertMetricName;

  @Field(() => AlertScopeInput, { nullable: true, description: 'Of what it watches it; of everything by default.' })
  readonly scope?: AlertScopeInput | null;

  @Field(() => BadSide, { defaultValue: 'HIGH', description: 'Which values are bad.' })
  readonly bad: keyof typeof BadSide;

  @Field(() => [AlertLevelInput], { description: 'By rising severity; the alert opens at the first.' })
  readonly levels: readonly AlertLevelInput[];

  @Field(() => Int, {
    defaultValue: 1,
    description: 'So many of the last `of` values must reach a level; of windows that overlap one counts.',
  })
  readonly breaches: number;

  @Field(() => Int, { defaultValue: 1, description: 'How many of the last values count, 1,000 at most.' })
  readonly of: number;

  @Field(() => Int, { defaultValue: 3, description: 'So many values in a row on the safe side resolve it.' })
  readonly clear: number;

  @Field(() => Float, { defaultValue: 0, description: 'And over so long, seconds.' })
  readonly clearSeconds: number;

  @Field(() => AlertNoDataAction, {
    nullable: true,
    description:
      'What becomes of the alert without data. By default RESOLVE for live traffic (LATENCY_P95_MS, ERROR_RATE, ' +
      'THROUGHPUT), KEEP for everything else.',
  })
  readonly noData?: keyof typeof AlertNoDataAction | null;

  @Field(() => Float, { defaultValue: 900, description: 'When there has been no data for so long, seconds.' })
  readonly noDataSeconds: number;

  @Field(() => Float, {
    defaultValue: 168,
    description: 'An open alert that nobody has acknowledged is told of again after so long, hours.',
  })
  readonly remindAfterHours: number;
}

@InputType({ description: 'A time of planned work: alerts open and resolve, and nobody is told.' })
export class MaintenanceWindowInput {
  @Field(() => ID, { nullable: true, description: 'Id of a window to change; a new one when absent.' })
  readonly id?: string | null;

  @Field(() => DateTime, { description: 'Its start.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'Its end; a time that is past ends it.' })
  readonly until: number;

  @Field(() => AlertScopeInput, { nullable: true, description: 'Which alerts; all of them by default.' })
  readonly scope?: AlertScopeInput | null;
}
