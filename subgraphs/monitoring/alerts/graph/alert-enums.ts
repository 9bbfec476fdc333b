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
  description: 'Severity of an alert.',
  valuesConfig: {
    INFO: { description: 'For information; by default no notifications are sent.' },
    WARNING: { description: 'Needs attention soon; by default notified on Slack.' },
    CRITICAL: { description: 'Needs attention now; by default notified on Slack, by email and on PagerDuty.' },
  },
});

/** GraphQL enum of statuses; CALM is left out, as an alert that has never been open is not listed. */
export const AlertStatus = stringEnum(ALERT_STATUSES.filter((status) => status !== 'CALM'));
registerEnumType(AlertStatus, {
  name: 'AlertStatus',
  description: 'Status of an alert.',
  valuesConfig: {
    OPEN: { description: 'The condition is met, and nobody has acknowledged the alert.' },
    ACKNOWLEDGED: { description: 'A person handles the alert: no more reminders, unless its severity rises.' },
    RESOLVED: {
      description:
        'The condition is no longer met, or a person resolved the alert. It opens again when the condition is met again.',
    },
  },
});

/** GraphQL enum of metrics. */
export const AlertMetricName = stringEnum(Object.keys(ALERT_METRICS) as AlertMetric[]);
registerEnumType(AlertMetricName, {
  name: 'AlertMetric',
  description: 'Metric that an alert rule watches, with its unit.',
  valuesConfig: Object.fromEntries(
    Object.entries(ALERT_METRICS).map(([name, unit]) => [name, { description: `${sentence(unit)}.` }]),
  ),
});

/** GraphQL enum of channels. */
export const AlertChannel = stringEnum(CHANNEL_KINDS);
registerEnumType(AlertChannel, {
  name: 'AlertChannel',
  description: 'Notification channel. A channel that is not configured in the environment is skipped.',
  valuesConfig: {
    SLACK: { description: 'Slack, configured by ALERT_SLACK_URL.' },
    EMAIL: { description: 'Email, configured by ALERT_SMTP_URL and ALERT_EMAIL_TO.' },
    PAGERDUTY: { description: 'PagerDuty, configured by ALERT_PAGERDUTY_KEY.' },
    WEBHOOK: { description: 'Signed webhook, configured by ALERT_WEBHOOK_URL.' },
  },
});

/** GraphQL enum of receivers. */
export const AlertReceiver = stringEnum(RECEIVER_KINDS);
registerEnumType(AlertReceiver, {
  name: 'AlertReceiver',
  description: 'Receiver of a delivery that an alert causes.',
  valuesConfig: {
    SLACK: { description: 'Slack.' },
    EMAIL: { description: 'Email.' },
    PAGERDUTY: { description: 'PagerDuty.' },
    WEBHOOK: { description: 'Signed webhook.' },
    RETRAINING: { description: 'Training of the model, configured by RETRAIN_COMMAND, RETRAIN_JOB_ID or RETRAIN_URL.' },
  },
});

/** GraphQL enum of the states of a delivery. */
export const AlertDeliveryState = stringEnum(DELIVERY_STATES);
registerEnumType(AlertDeliveryState, {
  name: 'AlertDeliveryState',
  description: 'State of a delivery.',
  valuesConfig: {
    PENDING: { description: 'The first or next attempt is still to come.' },
    DELIVERED: { description: 'The receiver accepted the delivery.' },
    FAILED: { description: 'The delivery was given up; `lastStatus` and `lastError` give the cause.' },
  },
});

/** GraphQL enum of the types of events. */
export const AlertEventKind = stringEnum(ALERT_EVENT_TYPES);
registerEnumType(AlertEventKind, {
  name: 'AlertEventType',
  description: 'Kind of event of an alert.',
  valuesConfig: {
    OPENED: { description: 'The condition was met.' },
    RAISED: { description: 'The severity rose.' },
    ACKNOWLEDGED: { description: 'A person acknowledged the alert.' },
    RESOLVED: { description: 'The alert was resolved, automatically or by a person.' },
    MUTED: { description: 'Notifications were turned off for some time.' },
    UNMUTED: { description: 'The mute was ended early.' },
    REMINDED: { description: 'A reminder was sent, because nobody had acknowledged the alert.' },
    TOLD: { description: 'A notification was sent that a mute or a maintenance window had delayed.' },
    RETRAINING_REQUESTED: { description: 'Training of the model was requested.' },
  },
});

/** GraphQL enum of kinds of checks. */
export const AlertCheckKind = stringEnum(CHECK_KINDS);
registerEnumType(AlertCheckKind, {
  name: 'AlertCheckKind',
  description: 'Kind of check. Alerts of one kind about one model form an incident.',
  valuesConfig: {
    DRIFT: { description: 'Drift checks: features, scores, grades and slices.' },
    STREAM: { description: 'Streaming detectors on scores, failures and outcomes.' },
    PERFORMANCE: { description: 'Performance on leads with known outcomes, and its estimate for the others.' },
    LAKE: { description: 'Tables of the lake: their expectations, and whether they are brought up to date.' },
    CRM: { description: 'Link to the CRM: the sync, the write-back, and what is parked.' },
  },
});

/** GraphQL enum of the effects of no data. */
export const AlertNoDataAction = stringEnum(NO_DATA_ACTIONS);
registerEnumType(AlertNoDataAction, {
  name: 'AlertNoDataAction',
  description: 'Effect on an alert of too little data to measure its metric.',
  valuesConfig: {
    KEEP: { description: 'The alert stays as it is.' },
    RESOLVE: { description: 'The alert resolves.' },
    ALERT: { description: 'The alert opens at the first level of its rule.' },
  },
});

/** GraphQL enum of the bad side of a threshold. */
export const BadSide = { HIGH: 'HIGH', LOW: 'LOW' } as const;
registerEnumType(BadSide, {
  name: 'BadSide',
  description: 'Side of a threshold on which values are bad.',
  valuesConfig: { HIGH: { description: 'High values are bad.' }, LOW: { description: 'Low values are bad.' } },
});

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
