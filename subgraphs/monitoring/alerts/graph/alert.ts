import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { Json } from '../../../../platform/json.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import {
  AlertDeliveryState,
  AlertEventKind,
  AlertMetricName,
  AlertReceiver,
  AlertSeverity,
  AlertStatus,
} from './alert-enums.ts';

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description: 'Something that needs somebody: one rule broken by one model, feature and slice, however often.',
})
export class Alert {
  @Field(() => ID, { description: 'Rule, model, feature and slice: the same whenever the alert opens again.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the rule.' })
  readonly rule: string;

  @Field(() => AlertMetricName, { description: 'What the rule watches.' })
  readonly metric: keyof typeof AlertMetricName;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { nullable: true, description: 'Number of the version that the last value is of.' })
  readonly version: number | null;

  @Field(() => ModelVersion, { nullable: true, description: 'The version that the last value is of.' })
  readonly modelVersion: ModelVersion | null;

  @Field(() => String, { nullable: true, description: 'Name of the feature; null when it is about none.' })
  readonly feature: string | null;

  @Field(() => String, { nullable: true, description: 'The slice, such as `country=AE`; null for all leads.' })
  readonly slice: string | null;

  @Field(() => AlertStatus, { description: 'Where it stands.' })
  readonly status: keyof typeof AlertStatus;

  @Field(() => AlertSeverity, { description: 'The worst since it opened; of a resolved alert that of its last time.' })
  readonly severity: keyof typeof AlertSeverity;

  @Field(() => Int, { description: 'How often it has opened: more than 1 is reopened.' })
  readonly openings: number;

  @Field(() => DateTime, { description: 'When it opened last.' })
  readonly openedAt: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was over; null while it is not.' })
  readonly resolvedAt: number | null;

  @Field(() => String, { nullable: true, description: 'Who resolved it; null when it did so by itself.' })
  readonly resolvedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Who takes care of it.' })
  readonly acknowledgedBy: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Nobody is told before this time; null when it is not muted.' })
  readonly mutedUntil: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The last value that counted: safe ones that come after it is over do not. Null when there was too little data.',
  })
  readonly value: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when there has been too little data to measure it; null while there is enough.',
  })
  readonly noDataSince: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When that was measured.' })
  readonly observedAt: number | null;

  @Field(() => Json, {
    nullable: true,
    description: 'What shows it, in the form of whoever measured: a report, the two histograms.',
  })
  readonly evidence: unknown;

  @Field(() => String, { description: 'What to do first.' })
  readonly runbook: string;

  @Field(() => String, { nullable: true, description: 'Where people see it; null without PUBLIC_URL.' })
  readonly url: string | null;

  /** Of the incident it belongs to. */
  readonly incidentKey: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Something that happened to an alert, and how it left it.' })
export class AlertEvent {
  @Field(() => AlertEventKind, { description: 'What happened.' })
  readonly type: keyof typeof AlertEventKind;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at: number;

  @Field(() => String, { description: 'Who did it: a person, or `system`.' })
  readonly by: string;

  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever did it.' })
  readonly reason: string | null;

  @Field(() => AlertStatus, { nullable: true, description: 'Where the alert stood then.' })
  readonly status: keyof typeof AlertStatus | null;

  @Field(() => AlertSeverity, { nullable: true, description: 'How urgent it was then.' })
  readonly severity: keyof typeof AlertSeverity | null;

  @Field(() => Float, { nullable: true, description: 'The last value then.' })
  readonly value: number | null;

  @Field(() => Float, { nullable: true, description: 'From which value on it had that severity.' })
  readonly threshold: number | null;

  @Field(() => Boolean, { description: 'Whether people were told.' })
  readonly isTold: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'What was sent because of an alert.' })
export class AlertDelivery {
  @Field(() => ID, { description: 'The same whenever it is sent again.' })
  readonly id: string;

  @Field(() => AlertReceiver, { description: 'By which channel, or what trains models.' })
  readonly receiver: keyof typeof AlertReceiver;

  @Field(() => String, {
    nullable: true,
    description:
      'To whom: a mail address, or the host of a URL. Each has a delivery of its own. Null of what was sent to all ' +
      'addresses together before.',
  })
  readonly recipient: string | null;

  @Field(() => AlertEventKind, { description: 'Because of what.' })
  readonly type: keyof typeof AlertEventKind;

  @Field(() => AlertDeliveryState, { description: 'How far it has come.' })
  readonly state: keyof typeof AlertDeliveryState;

  @Field(() => Int, { description: 'How often it was sent.' })
  readonly attempts: number;

  @Field(() => Int, { nullable: true, description: 'Status of HTTP or SMTP of the last attempt; null without answer.' })
  readonly lastStatus: number | null;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed; null when it did not.' })
  readonly lastError: string | null;

  @Field(() => DateTime, { description: 'When it was last sent or given up; before that, when the event happened.' })
  readonly at: number;

  @Field(() => DateTime, { nullable: true, description: 'When it is sent again at the earliest; null when it is not.' })
  readonly nextAttemptAt: number | null;
}

/** Something that happened to an alert, as subscriptions tell it. Its fields are in the change resolver. */
@ObjectType({ description: 'Something that happened to an alert.' })
export class AlertChange {}

@ObjectType({ simpleResolvers: true, description: 'An alert and its place in the list.' })
export class AlertEdge {
  @Field(() => String, { description: 'The place of this alert, for `after`.' })
  readonly cursor: string;

  @Field(() => Alert, { description: 'The alert.' })
  readonly node: Alert;
}

@ObjectType({ simpleResolvers: true, description: 'A page of alerts, the last opened first.' })
export class AlertConnection {
  @Field(() => [AlertEdge], { description: 'The alerts of this page.' })
  readonly edges: readonly AlertEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;
}
