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
  description:
    'A condition that needs attention: one alert rule that one model, feature and slice broke, once or several times.',
})
export class Alert {
  @Field(() => ID, {
    description:
      'Id of the alert, made of rule, model, feature and slice. It stays the same when the alert opens again.',
  })
  readonly id: string;

  @Field(() => String, { description: 'Name of the alert rule.' })
  readonly rule: string;

  @Field(() => AlertMetricName, { description: 'Metric that the rule watches.' })
  readonly metric: keyof typeof AlertMetricName;

  @Field(() => String, {
    description: 'Name of the model; `lake` where it is about tables of the lake, `crm` about the link to the CRM.',
  })
  readonly model: string;

  @Field(() => Int, { nullable: true, description: 'Number of the model version that the last value was measured on.' })
  readonly version: number | null;

  @Field(() => ModelVersion, { nullable: true, description: 'Model version that the last value was measured on.' })
  readonly modelVersion: ModelVersion | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name of the feature, path of the table of the lake such as `silver/leads`, or entity or target of the link to the CRM such as `leads`; null when the alert is about none.',
  })
  readonly feature: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Slice of the leads, such as `country=AE`, or expectation of a table, as `expectation=keys_present`; null for the whole.',
  })
  readonly slice: string | null;

  @Field(() => AlertStatus, { description: 'Status of the alert now.' })
  readonly status: keyof typeof AlertStatus;

  @Field(() => AlertSeverity, {
    description: 'Highest severity since the alert opened; for a resolved alert, of the last time it was open.',
  })
  readonly severity: keyof typeof AlertSeverity;

  @Field(() => Int, { description: 'Number of times the alert has opened, from 1.' })
  readonly openings: number;

  @Field(() => DateTime, { description: 'Time of the last opening.' })
  readonly openedAt: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the end; null while the alert is open or acknowledged.',
  })
  readonly resolvedAt: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Subject that resolved the alert; null when it resolved automatically.',
  })
  readonly resolvedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Subject that acknowledged the alert; null when nobody has.' })
  readonly acknowledgedBy: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'No notifications are sent before this time; null when the alert is not muted.',
  })
  readonly mutedUntil: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Last value that was evaluated, in the unit of the metric; after the alert is resolved, safe values are not ' +
      'recorded. Null when there was too little data.',
  })
  readonly value: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time since which there has been too little data to measure the metric; null while there is enough.',
  })
  readonly noDataSince: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Time at which `value` was measured.' })
  readonly observedAt: number | null;

  @Field(() => Json, {
    nullable: true,
    description:
      'Data behind the last value, such as a drift report or two histograms. Its form depends on the metric.',
  })
  readonly evidence: unknown;

  @Field(() => String, { description: 'First steps for the person who handles the alert.' })
  readonly runbook: string;

  @Field(() => String, {
    nullable: true,
    description: 'Address of a page that shows the alert; null when PUBLIC_URL is not set.',
  })
  readonly url: string | null;

  /** key of the incident that the alert belongs to */
  readonly incidentKey: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Event of an alert, with the state of the alert after it.' })
export class AlertEvent {
  @Field(() => AlertEventKind, { description: 'Kind of event.' })
  readonly type: keyof typeof AlertEventKind;

  @Field(() => DateTime, { description: 'Time of the event.' })
  readonly at: number;

  @Field(() => String, { description: 'Subject that caused the event: a person, or `system`.' })
  readonly actor: string;

  @Field(() => String, { deprecationReason: 'Use actor.', description: 'Subject that caused the event.' })
  readonly by: string;

  @Field(() => String, {
    nullable: true,
    description: 'Reason that the person gave; null when the system caused the event.',
  })
  readonly reason: string | null;

  @Field(() => AlertStatus, { nullable: true, description: 'Status of the alert after the event.' })
  readonly status: keyof typeof AlertStatus | null;

  @Field(() => AlertSeverity, { nullable: true, description: 'Severity of the alert after the event.' })
  readonly severity: keyof typeof AlertSeverity | null;

  @Field(() => Float, { nullable: true, description: 'Last value at that time, in the unit of the metric.' })
  readonly value: number | null;

  @Field(() => Float, { nullable: true, description: 'Threshold of that severity, in the unit of the metric.' })
  readonly threshold: number | null;

  @Field(() => Boolean, { description: 'Whether notifications were sent for the event.' })
  readonly isTold: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One notification, or one request to train a model again, that was sent for an alert.',
})
export class AlertDelivery {
  @Field(() => ID, { description: 'Id of the delivery. It stays the same when the delivery is repeated.' })
  readonly id: string;

  @Field(() => AlertReceiver, { description: 'Channel that it is sent through, or RETRAINING.' })
  readonly receiver: keyof typeof AlertReceiver;

  @Field(() => String, {
    nullable: true,
    description:
      'Recipient: an email address, or the host of a URL. Each recipient has its own delivery. Null for old ' +
      'deliveries, which were sent to all addresses together.',
  })
  readonly recipient: string | null;

  @Field(() => AlertEventKind, { description: 'Kind of event that caused the delivery.' })
  readonly type: keyof typeof AlertEventKind;

  @Field(() => AlertDeliveryState, { description: 'State of the delivery.' })
  readonly state: keyof typeof AlertDeliveryState;

  @Field(() => Int, { description: 'Number of attempts so far.' })
  readonly attempts: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'HTTP or SMTP status of the last attempt, or the exit status of a training command; null when there was no answer.',
  })
  readonly lastStatus: number | null;

  @Field(() => String, { nullable: true, description: 'Error of the last attempt; null when it did not fail.' })
  readonly lastError: string | null;

  @Field(() => DateTime, {
    description: 'Time of the last attempt, or of giving up; before the first attempt, time of the event.',
  })
  readonly at: number;

  @Field(() => DateTime, { nullable: true, description: 'Earliest time of the next attempt; null when there is none.' })
  readonly nextAttemptAt: number | null;
}

/** Event of an alert as subscriptions send it. Its fields are in the change resolver. */
@ObjectType({ description: 'Event of an alert, sent to subscribers.' })
export class AlertChange {}

@ObjectType({ simpleResolvers: true, description: 'An alert with its position in the list.' })
export class AlertEdge {
  @Field(() => String, { description: 'Position of this alert, to be passed as `after`.' })
  readonly cursor: string;

  @Field(() => Alert, { description: 'The alert.' })
  readonly node: Alert;
}

@ObjectType({ simpleResolvers: true, description: 'A page of alerts, most recently opened first.' })
export class AlertConnection {
  @Field(() => [AlertEdge], { description: 'The alerts of this page.' })
  readonly edges: readonly AlertEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
