import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { AlertChannel, AlertMetricName, AlertNoDataAction, AlertSeverity, BadSide } from './alert-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'Which alerts: a part that is null fits any.' })
export class AlertScope {
  @Field(() => String, { nullable: true, description: 'Name of the rule.' })
  readonly rule: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the model.' })
  readonly model: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the feature.' })
  readonly feature: string | null;

  @Field(() => String, { nullable: true, description: 'The slice, such as `country=AE`.' })
  readonly slice: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'From which value on an alert has a severity, and who is told.' })
export class AlertLevel {
  @Field(() => AlertSeverity, { description: 'The severity.' })
  readonly severity: keyof typeof AlertSeverity;

  @Field(() => Float, { description: 'Reached at this value and beyond.' })
  readonly enter: number;

  @Field(() => Float, { description: 'Over when the value is on the safe side of this one.' })
  readonly leave: number;

  @Field(() => [AlertChannel], { description: 'Who is told.' })
  readonly channels: readonly (keyof typeof AlertChannel)[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'When to alert. Rules are data: they change while the platform runs.',
})
export class AlertRule {
  @Field(() => String, { description: 'Name: letters a–z, digits and hyphens.' })
  readonly name: string;

  @Field(() => Int, { description: 'How often it was set: 1 for a rule of the first start.' })
  readonly revision: number;

  @Field(() => AlertMetricName, { description: 'What it watches.' })
  readonly metric: keyof typeof AlertMetricName;

  @Field(() => AlertScope, { description: 'Of what it watches it.' })
  readonly scope: AlertScope;

  @Field(() => BadSide, { description: 'Which values are bad.' })
  readonly bad: keyof typeof BadSide;

  @Field(() => [AlertLevel], { description: 'By rising severity; the alert opens at the first.' })
  readonly levels: readonly AlertLevel[];

  @Field(() => Int, { description: 'So many of the last `of` values must reach a level.' })
  readonly breaches: number;

  @Field(() => Int, { description: 'How many of the last values count.' })
  readonly of: number;

  @Field(() => Int, { description: 'So many values in a row on the safe side resolve it.' })
  readonly clear: number;

  @Field(() => Float, { description: 'And over so long, seconds.' })
  readonly clearSeconds: number;

  @Field(() => AlertNoDataAction, { description: 'What becomes of the alert without data.' })
  readonly noData: keyof typeof AlertNoDataAction;

  @Field(() => Float, { description: 'When there has been no data for so long, seconds.' })
  readonly noDataSeconds: number;

  @Field(() => Float, {
    description: 'An open alert that nobody has acknowledged is told of again after so long, hours.',
  })
  readonly remindAfterHours: number;

  @Field(() => DateTime, { description: 'When it was set.' })
  readonly changedAt: number;

  @Field(() => String, { description: 'Who set it.' })
  readonly changedBy: string;

  @Field(() => String, { description: 'Why.' })
  readonly reason: string;
}
