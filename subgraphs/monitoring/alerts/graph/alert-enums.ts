import { registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { DELIVERY_STATES } from '../../../../platform/webhooks/delivery-rule.ts';
import { ALERT_EVENT_TYPES } from '../rules/alert-history.ts';
import {
  ALERT_METRICS,
  ALERT_SEVERITIES,
  type AlertMetric,
  CHANNEL_KINDS,
  NO_DATA_ACTIONS,
} from '../rules/alert-rule.ts';
import { ALERT_STATUSES } from '../rules/alert-state.ts';
import { CHECK_KINDS } from '../rules/incident.ts';
import { RECEIVER_KINDS } from '../rules/routing.ts';

/** GraphQL enum of severities. */
export const AlertSeverity = stringEnum(ALERT_SEVERITIES);
registerEnumType(AlertSeverity, {
  name: 'AlertSeverity',
  description: 'How urgent an alert is, and by default who is told.',
  valuesConfig: {
    INFO: { description: 'To be seen here; nobody is told.' },
    WARNING: { description: 'Soon: Slack.' },
    CRITICAL: { description: 'Now: Slack, mail and PagerDuty.' },
  },
});

/** GraphQL enum of what can be listed: an alert that has never been open is none yet. */
export const AlertStatus = stringEnum(ALERT_STATUSES.filter((status) => status !== 'CALM'));
registerEnumType(AlertStatus, {
  name: 'AlertStatus',
  description: 'Where an alert stands.',
  valuesConfig: {
    OPEN: { description: 'Its condition was met, and nobody has taken it on.' },
    ACKNOWLEDGED: { description: 'Somebody takes care of it: no more reminders, unless it gets worse.' },
    RESOLVED: { description: 'It is over; it opens again when its condition is met anew.' },
  },
});

/** GraphQL enum of metrics. */
export const AlertMetricName = stringEnum(Object.keys(ALERT_METRICS) as AlertMetric[]);
registerEnumType(AlertMetricName, {
  name: 'AlertMetric',
  description: 'What an alert rule watches.',
  valuesConfig: Object.fromEntries(
    Object.entries(ALERT_METRICS).map(([name, unit]) => [name, { description: `${sentence(unit)}.` }]),
  ),
});

/** GraphQL enum of channels. */
export const AlertChannel = stringEnum(CHANNEL_KINDS);
registerEnumType(AlertChannel, {
  name: 'AlertChannel',
  description: 'Where people are told. What the environment does not name is passed over.',
  valuesConfig: {
    SLACK: { description: 'ALERT_SLACK_URL.' },
    EMAIL: { description: 'ALERT_SMTP_URL, ALERT_EMAIL_TO.' },
    PAGERDUTY: { description: 'ALERT_PAGERDUTY_KEY.' },
    WEBHOOK: { description: 'ALERT_WEBHOOK_URL.' },
  },
});

/** GraphQL enum of receivers. */
export const AlertReceiver = stringEnum(RECEIVER_KINDS);
registerEnumType(AlertReceiver, {
  name: 'AlertReceiver',
  description: 'Who is sent something because of an alert.',
  valuesConfig: {
    SLACK: { description: 'The channel Slack.' },
    EMAIL: { description: 'The channel mail.' },
    PAGERDUTY: { description: 'The channel PagerDuty.' },
    WEBHOOK: { description: 'The channel webhook.' },
    RETRAINING: { description: 'What trains models again: RETRAIN_JOB_ID or RETRAIN_URL.' },
  },
});

/** GraphQL enum of the states of a delivery. */
export const AlertDeliveryState = stringEnum(DELIVERY_STATES);
registerEnumType(AlertDeliveryState, {
  name: 'AlertDeliveryState',
  description: 'How far a delivery has come.',
  valuesConfig: {
    PENDING: { description: 'It is yet to be sent, or to be sent again.' },
    DELIVERED: { description: 'The receiver took it.' },
    FAILED: { description: 'It was given up; lastStatus and lastError say why.' },
  },
});

/** GraphQL enum of what happens to alerts. */
export const AlertEventKind = stringEnum(ALERT_EVENT_TYPES);
registerEnumType(AlertEventKind, {
  name: 'AlertEventType',
  description: 'What happened to an alert.',
  valuesConfig: {
    OPENED: { description: 'Its condition was met.' },
    RAISED: { description: 'It got worse.' },
    ACKNOWLEDGED: { description: 'Somebody takes care of it.' },
    RESOLVED: { description: 'It is over, by itself or because somebody said so.' },
    MUTED: { description: 'Nobody is told for a while.' },
    UNMUTED: { description: 'The mute was ended early.' },
    REMINDED: { description: 'Nobody has acknowledged it for long; people were told again.' },
    TOLD: { description: 'People were told what a mute or maintenance had kept back.' },
    RETRAINING_REQUESTED: { description: 'The model is to be trained again.' },
  },
});

/** GraphQL enum of kinds of checks. */
export const AlertCheckKind = stringEnum(CHECK_KINDS);
registerEnumType(AlertCheckKind, {
  name: 'AlertCheckKind',
  description: 'Kinds of checks whose alerts about one model have one cause.',
  valuesConfig: {
    DRIFT: { description: 'Drift checks: features, scores, grades and slices.' },
    STREAM: { description: 'Detectors that follow streams of scores, failures and outcomes.' },
    PERFORMANCE: { description: 'Performance on matured leads, and its estimate.' },
  },
});

/** GraphQL enum of what a rule does without data. */
export const AlertNoDataAction = stringEnum(NO_DATA_ACTIONS);
registerEnumType(AlertNoDataAction, {
  name: 'AlertNoDataAction',
  description: 'What becomes of an alert while there is too little data to measure its metric.',
  valuesConfig: {
    KEEP: { description: 'It stays as it is.' },
    RESOLVE: { description: 'It resolves.' },
    ALERT: { description: 'It opens at the first level of its rule.' },
  },
});

/** GraphQL enum of which side of a threshold is bad. */
export const BadSide = { HIGH: 'HIGH', LOW: 'LOW' } as const;
registerEnumType(BadSide, {
  name: 'BadSide',
  description: 'Which values are bad.',
  valuesConfig: { HIGH: { description: 'Large ones.' }, LOW: { description: 'Small ones.' } },
});

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
