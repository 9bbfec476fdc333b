/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Notification channel. A channel that is not configured in the environment is skipped. */
export type AlertChannel =
  /** Email, configured by ALERT_SMTP_URL and ALERT_EMAIL_TO. */
  | 'EMAIL'
  /** PagerDuty, configured by ALERT_PAGERDUTY_KEY. */
  | 'PAGERDUTY'
  /** Slack, configured by ALERT_SLACK_URL. */
  | 'SLACK'
  /** Signed webhook, configured by ALERT_WEBHOOK_URL. */
  | 'WEBHOOK';

/** Kind of check. Alerts of one kind about one model form an incident. */
export type AlertCheckKind =
  /** Link to the CRM: the sync, the write-back, and what is parked. */
  | 'CRM'
  /** Drift checks: features, scores, grades and slices. */
  | 'DRIFT'
  /** Tables of the lake: their expectations, and whether they are brought up to date. */
  | 'LAKE'
  /** Performance on leads with known outcomes, and its estimate for the others. */
  | 'PERFORMANCE'
  /** Streaming detectors on scores, failures and outcomes. */
  | 'STREAM';

/** State of a delivery. */
export type AlertDeliveryState =
  /** The receiver accepted the delivery. */
  | 'DELIVERED'
  /** The delivery was given up; `lastStatus` and `lastError` give the cause. */
  | 'FAILED'
  /** The first or next attempt is still to come. */
  | 'PENDING';

/** Kind of event of an alert. */
export type AlertEventType =
  /** A person acknowledged the alert. */
  | 'ACKNOWLEDGED'
  /** Notifications were turned off for some time. */
  | 'MUTED'
  /** The condition was met. */
  | 'OPENED'
  /** The severity rose. */
  | 'RAISED'
  /** A reminder was sent, because nobody had acknowledged the alert. */
  | 'REMINDED'
  /** The alert was resolved, automatically or by a person. */
  | 'RESOLVED'
  /** Training of the model was requested. */
  | 'RETRAINING_REQUESTED'
  /** A notification was sent that a mute or a maintenance window had delayed. */
  | 'TOLD'
  /** The mute was ended early. */
  | 'UNMUTED';

/** Filter of alerts. An absent field does not restrict the list. */
export type AlertFilterInput = {
  /** Only alerts of this feature. */
  feature?: string | null | undefined;
  /** Only alerts of at least this severity. */
  minimumSeverity?: AlertSeverity | null | undefined;
  /** Only alerts of this model. */
  model?: string | null | undefined;
  /** Only alerts of this rule. */
  rule?: string | null | undefined;
  /** Only alerts with one of these statuses. */
  statuses?: Array<AlertStatus> | null | undefined;
};

/** Threshold of one severity, and the channels that are notified. */
export type AlertLevelInput = {
  /** Notification channels of this severity. Default: none for INFO, Slack for WARNING; Slack, email and PagerDuty for CRITICAL. */
  channels?: Array<AlertChannel> | null | undefined;
  /** Value that reaches the level, in the unit of the metric; worse values reach it, too. */
  enter: number;
  /** Value at which the level is left, in the unit of the metric: on the safe side of `enter`, or equal to it. */
  leave: number;
  /** Severity of the level. */
  severity: AlertSeverity;
};

/** Metric that an alert rule watches, with its unit. */
export type AlertMetric =
  /** Realised area under the ROC curve, 0 to 1. */
  | 'AUC'
  /** AUC estimated from the probabilities of matured leads, minus the realised AUC. */
  | 'AUC_DROP'
  /** Absolute value of the bias of the probabilities, 0 to 1. */
  | 'CALIBRATION_BIAS'
  /** Expected calibration error of the probabilities of matured leads, 0 to 1. */
  | 'CALIBRATION_ERROR'
  /** Rows of the CRM that could not be written here, by entity, and scores that it did not take, by target. */
  | 'CRM_PARKED_ROWS'
  /** Age of the oldest change in the CRM that may not be here yet, by entity of the sync, seconds. */
  | 'CRM_SYNC_LAG_SECONDS'
  /** Severity of a fault that stops the sync of an entity of the CRM: 3 CRITICAL, 0 without one. */
  | 'CRM_SYNC_STOPPED'
  /** Age of the oldest score that waits to be written to the CRM, by target, seconds. */
  | 'CRM_WRITE_BACK_LAG_SECONDS'
  /** Share of predictions that failed, 0 to 1. */
  | 'ERROR_RATE'
  /** AUC estimated before outcomes are known, 0 to 1. */
  | 'ESTIMATED_AUC'
  /** Degree of drift of each feature, 0 or more: from 1 a warning of the drift check, from 2 critical. */
  | 'FEATURE_DRIFT'
  /** Degree of drift of the shares of the grades, 0 or more. */
  | 'GRADE_MIX_DRIFT'
  /** Severity of the last check of each expectation of the lake: 0 it passed, 2 it failed, 3 it failed and is a gate. */
  | 'LAKE_EXPECTATION'
  /** Time since each table of the lake was last brought up to date, beyond the interval of refreshes, seconds. */
  | 'LAKE_OVERDUE_SECONDS'
  /** 95th percentile of the latency of scoring, milliseconds. */
  | 'LATENCY_P95_MS'
  /** Share of missing values of each feature beyond that of the reference window, 0 to 1. */
  | 'MISSING_SHARE'
  /** Time since an interaction was last recorded, from which features are computed, hours. */
  | 'NEWEST_INTERACTION_AGE_HOURS'
  /** Age of the newest lead, hours. */
  | 'NEWEST_LEAD_AGE_HOURS'
  /** Time since the model last scored, backfills left out, hours. */
  | 'NEWEST_SCORE_AGE_HOURS'
  /** Share of the values of each numeric feature outside the range of the reference window, 0 to 1. */
  | 'OUT_OF_RANGE_SHARE'
  /** Severity of a rollout event: 1 INFO, 2 WARNING, 3 CRITICAL; 0 when a new rollout begins. */
  | 'ROLLOUT'
  /** Degree of drift of the scores, 0 or more. */
  | 'SCORE_DRIFT'
  /** Number of changes that streaming detectors found since the last poll. */
  | 'STREAM_CHANGES'
  /** Predictions returned to callers per second. */
  | 'THROUGHPUT'
  /** Share of the values of each categorical feature that the reference window does not have, 0 to 1. */
  | 'UNSEEN_SHARE'
  /** Severity of the withdrawal of a version from traffic: 2 WARNING, 3 CRITICAL for a champion. */
  | 'VERSION_WITHDRAWN';

/** Effect on an alert of too little data to measure its metric. */
export type AlertNoDataAction =
  /** The alert opens at the first level of its rule. */
  | 'ALERT'
  /** The alert stays as it is. */
  | 'KEEP'
  /** The alert resolves. */
  | 'RESOLVE';

/** Receiver of a delivery that an alert causes. */
export type AlertReceiver =
  /** Email. */
  | 'EMAIL'
  /** PagerDuty. */
  | 'PAGERDUTY'
  /** Training of the model, configured by RETRAIN_COMMAND, RETRAIN_JOB_ID or RETRAIN_URL. */
  | 'RETRAINING'
  /** Slack. */
  | 'SLACK'
  /** Signed webhook. */
  | 'WEBHOOK';

/** Condition of an alert. */
export type AlertRuleInput = {
  /** Whether high or low values are bad. */
  bad?: BadSide;
  /** Number of the last `of` values that must reach a level, from 1. Values of overlapping windows count once. */
  breaches?: number;
  /** Number of consecutive safe values that resolve the alert, from 1. */
  clear?: number;
  /** Least time that these safe values must span, seconds. */
  clearSeconds?: number;
  /** Levels by rising severity; the alert opens at the first one. */
  levels: Array<AlertLevelInput>;
  /** Metric that the rule watches. */
  metric: AlertMetric;
  /** Name of the rule: letters a to z, digits and hyphens, at most 60. A rule of the same name is replaced. */
  name: string;
  /** Effect of missing data on the alert. Default: RESOLVE for live traffic (LATENCY_P95_MS, ERROR_RATE, THROUGHPUT), KEEP for every other metric. */
  noData?: AlertNoDataAction | null | undefined;
  /** Time without data after which that effect applies, seconds. */
  noDataSeconds?: number;
  /** Number of last values that are evaluated, 1 to 1,000. */
  of?: number;
  /** Interval of reminders about an open alert that nobody has acknowledged, hours, at least 1/60. */
  remindAfterHours?: number;
  /** Models, features and slices that the rule applies to; all by default. */
  scope?: AlertScopeInput | null | undefined;
};

/** Selection of alerts. An absent field matches everything. */
export type AlertScopeInput = {
  /** Name of a feature. */
  feature?: string | null | undefined;
  /** Name of a model. */
  model?: string | null | undefined;
  /** Name of an alert rule; not allowed in the scope of a rule. */
  rule?: string | null | undefined;
  /** Slice of the leads, such as `country=AE`. */
  slice?: string | null | undefined;
};

/** Severity of an alert. */
export type AlertSeverity =
  /** Needs attention now; by default notified on Slack, by email and on PagerDuty. */
  | 'CRITICAL'
  /** For information; by default no notifications are sent. */
  | 'INFO'
  /** Needs attention soon; by default notified on Slack. */
  | 'WARNING';

/** Status of an alert. */
export type AlertStatus =
  /** A person handles the alert: no more reminders, unless its severity rises. */
  | 'ACKNOWLEDGED'
  /** The condition is met, and nobody has acknowledged the alert. */
  | 'OPEN'
  /** The condition is no longer met, or a person resolved the alert. It opens again when the condition is met again. */
  | 'RESOLVED';

/** Side of a threshold on which values are bad. */
export type BadSide =
  /** High values are bad. */
  | 'HIGH'
  /** Low values are bad. */
  | 'LOW';

/** Kind of values in a bin of a histogram. */
export type DriftBinKind =
  /** One category, `category`. */
  | 'CATEGORY'
  /** Rows without a value. */
  | 'MISSING'
  /** Categories too rare for their own bin. */
  | 'OTHER'
  /** Numbers from `from` up to, but not including, `to`; null means no bound. */
  | 'RANGE'
  /** The single number `value`, which is frequent in the reference window. */
  | 'VALUE';

/** Streaming detector. */
export type DriftDetector =
  /** ADWIN: a window of values that is cut where its two parts have different means. */
  | 'ADWIN'
  /** Page–Hinkley test: the sum of the deviations from the running mean, in either direction. */
  | 'PAGE_HINKLEY';

/** Direction of a change. */
export type DriftDirection =
  /** The mean fell. */
  | 'DOWN'
  /** The mean rose. */
  | 'UP';

/** Measure of a version that streaming detectors follow. */
export type DriftMeasure =
  /** Share of requests that failed, 0 to 1. */
  | 'ERROR_RATE'
  /** Mean of outcome minus probability, −1 to 1, as outcomes are recorded; an outcome is 1 when the lead converted, 0 when it was lost. */
  | 'RESIDUAL'
  /** Mean probability, 0 to 1. */
  | 'SCORE';

/** Outcome of a drift check. */
export type DriftOutcome =
  /** A change so large that scores may no longer be reliable. */
  | 'CRITICAL'
  /** Too few rows for a decision. */
  | 'INSUFFICIENT'
  /** No change, or one that is small or explained by chance. */
  | 'NONE'
  /** A significant change that should be examined. */
  | 'WARNING';

/** Statistic that decides the outcome of a drift check. */
export type DriftStatistic =
  /** χ² test of both windows as a contingency table. */
  | 'CHI_SQUARE'
  /** Kullback–Leibler divergence. */
  | 'KL_DIVERGENCE'
  /** Two-sample Kolmogorov–Smirnov test. */
  | 'KOLMOGOROV_SMIRNOV'
  /** Population Stability Index. */
  | 'PSI'
  /** Wasserstein distance divided by the standard deviation of the reference window. */
  | 'WASSERSTEIN';

/** Predictions to check: those of a time window, or the newest ones. Of more than 100,000 the newest are checked. */
export type DriftWindowInput = {
  /** Start of the window; by default DRIFT_WINDOW_HOURS before the end. */
  from?: string | null | undefined;
  /** Number of newest predictions, 1 to 100,000, instead of `from`. */
  lastRows?: number | null | undefined;
  /** End of the window; now by default. */
  until?: string | null | undefined;
};

/** Time of planned work, during which alerts open and resolve without notifications. */
export type MaintenanceWindowInput = {
  /** Start of the window. */
  from: string;
  /** Id of the window to change; a new window is created when absent. */
  id?: string | number | null | undefined;
  /** Alerts that the window applies to; all by default. */
  scope?: AlertScopeInput | null | undefined;
  /** End of the window; a time in the past ends it. */
  until: string;
};

/** Length of a history, back from its end. */
export type MetricsRange =
  /** 24 hours, by default in steps of a minute. */
  | 'DAY'
  /** An hour, by default in steps of ten seconds. */
  | 'HOUR'
  /** 31 days, by default in steps of an hour. */
  | 'MONTH'
  /** 7 days, by default in steps of an hour. */
  | 'WEEK'
  /** 366 days, by default in steps of a day. */
  | 'YEAR';

/** Length of one point of a history. Points begin at whole multiples of it, in UTC. */
export type MetricsStep =
  /** A day; never deleted. */
  | 'DAY'
  /** An hour; never deleted. */
  | 'HOUR'
  /** A minute; kept for 31 days. */
  | 'MINUTE'
  /** Ten seconds; kept for a day. */
  | 'TEN_SECONDS';

/** Name that at most one version of a model has at a time. */
export type ModelAlias =
  /** The version to test against the champion. */
  | 'CHALLENGER'
  /** The version in stage PRODUCTION; the alias follows the stage. */
  | 'CHAMPION';

/** Stage of a model version. */
export type ModelStage =
  /** No longer in use; kept so that its scores remain explainable. */
  | 'ARCHIVED'
  /** Registered, with no further role. */
  | 'NONE'
  /** Champion: answers callers. At most one version of a model. */
  | 'PRODUCTION'
  /** Under test; does not answer callers, except in a rollout. */
  | 'STAGING';

/** Source of the scores that performance is measured on. */
export type PerformanceSource =
  /** Scores of a backtest: of the past, as of the decision time of each lead. */
  | 'BACKTEST'
  /** Scores that were recorded when they were asked for. */
  | 'LIVE';

/** Origin of a reference window. */
export type ReferenceSource =
  /** Fixed later by `setReferenceWindow`. */
  | 'FIXED'
  /** Registered with the version. */
  | 'REGISTERED';

/** Feature that leads are grouped by, with its value at the time of scoring. */
export type SliceDimension =
  /** Country of the lead. */
  | 'COUNTRY'
  /** Industry of the company. */
  | 'INDUSTRY'
  /** Source that the lead came from. */
  | 'SOURCE';

/** Slice of the leads: those with one value of a dimension. */
export type SliceInput = {
  /** Dimension of the slice. */
  dimension: SliceDimension;
  /** Value of the dimension, such as AE; null selects leads without a value. */
  value?: string | null | undefined;
};

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { subject: string, scopes: Array<string> } | null };

export type MonitoringAlertHeadFragment = { id: string, rule: string, metric: AlertMetric, model: string, version: number | null, feature: string | null, slice: string | null, status: AlertStatus, severity: AlertSeverity, value: number | null, openedAt: string, openings: number, resolvedAt: string | null, acknowledgedBy: string | null, mutedUntil: string | null, noDataSince: string | null, observedAt: string | null };

export type MonitoringAlertsQueryVariables = Exact<{
  filter: AlertFilterInput;
  first: number;
  after?: string | null | undefined;
}>;


export type MonitoringAlertsQuery = { alerts: { edges: Array<{ node: { id: string, rule: string, metric: AlertMetric, model: string, version: number | null, feature: string | null, slice: string | null, status: AlertStatus, severity: AlertSeverity, value: number | null, openedAt: string, openings: number, resolvedAt: string | null, acknowledgedBy: string | null, mutedUntil: string | null, noDataSince: string | null, observedAt: string | null, incident: { id: string, check: AlertCheckKind, model: string, status: AlertStatus, severity: AlertSeverity, openCount: number, alertCount: number } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type MonitoringAlertQueryVariables = Exact<{
  id: string | number;
}>;


export type MonitoringAlertQuery = { alert: { resolvedBy: string | null, evidence: unknown, runbook: string, url: string | null, id: string, rule: string, metric: AlertMetric, model: string, version: number | null, feature: string | null, slice: string | null, status: AlertStatus, severity: AlertSeverity, value: number | null, openedAt: string, openings: number, resolvedAt: string | null, acknowledgedBy: string | null, mutedUntil: string | null, noDataSince: string | null, observedAt: string | null, history: Array<{ type: AlertEventType, at: string, actor: string, reason: string | null, status: AlertStatus | null, severity: AlertSeverity | null, value: number | null, threshold: number | null, isTold: boolean }>, deliveries: Array<{ id: string, receiver: AlertReceiver, recipient: string | null, type: AlertEventType, state: AlertDeliveryState, attempts: number, lastStatus: number | null, lastError: string | null, at: string, nextAttemptAt: string | null }>, incident: { id: string, check: AlertCheckKind, model: string, status: AlertStatus, severity: AlertSeverity, openedAt: string, alertCount: number, openCount: number, alerts: { edges: Array<{ node: { id: string, rule: string, metric: AlertMetric, model: string, version: number | null, feature: string | null, slice: string | null, status: AlertStatus, severity: AlertSeverity, value: number | null, openedAt: string, openings: number, resolvedAt: string | null, acknowledgedBy: string | null, mutedUntil: string | null, noDataSince: string | null, observedAt: string | null } }>, pageInfo: { hasNextPage: boolean } } } | null } | null, alertRules: Array<{ name: string, levels: Array<{ severity: AlertSeverity, enter: number, leave: number }> }> | null };

export type MonitoringAlertChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MonitoringAlertChangesSubscription = { alertChanged: { cursor: string, alert: { id: string } } | null };

export type MonitoringAcknowledgeAlertMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type MonitoringAcknowledgeAlertMutation = { acknowledgeAlert: { alert: { id: string, status: AlertStatus } } | null };

export type MonitoringResolveAlertMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type MonitoringResolveAlertMutation = { resolveAlert: { alert: { id: string, status: AlertStatus } } | null };

export type MonitoringMuteAlertMutationVariables = Exact<{
  id: string | number;
  reason: string;
  forMinutes: number;
}>;


export type MonitoringMuteAlertMutation = { muteAlert: { alert: { id: string, mutedUntil: string | null } } | null };

export type MonitoringUnmuteAlertMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type MonitoringUnmuteAlertMutation = { unmuteAlert: { alert: { id: string, mutedUntil: string | null } } | null };

export type MonitoringAcknowledgeIncidentMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type MonitoringAcknowledgeIncidentMutation = { acknowledgeIncident: { incident: { id: string, status: AlertStatus } } | null };

export type MonitoringRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type MonitoringRulesQuery = { alertRules: Array<{ name: string, revision: number, metric: AlertMetric, bad: BadSide, breaches: number, of: number, clear: number, clearSeconds: number, noData: AlertNoDataAction, noDataSeconds: number, remindAfterHours: number, at: string, actor: string, reason: string, scope: { model: string | null, feature: string | null, slice: string | null }, levels: Array<{ severity: AlertSeverity, enter: number, leave: number, channels: Array<AlertChannel> }> }> | null };

export type MonitoringSetRuleMutationVariables = Exact<{
  rule: AlertRuleInput;
  reason: string;
}>;


export type MonitoringSetRuleMutation = { setAlertRule: { rule: { name: string, revision: number } } | null };

export type MonitoringMaintenanceQueryVariables = Exact<{ [key: string]: never; }>;


export type MonitoringMaintenanceQuery = { maintenanceWindows: Array<{ id: string, from: string, until: string, at: string, actor: string, reason: string, scope: { rule: string | null, model: string | null, feature: string | null, slice: string | null } }> | null };

export type MonitoringSetMaintenanceMutationVariables = Exact<{
  window: MaintenanceWindowInput;
  reason: string;
}>;


export type MonitoringSetMaintenanceMutation = { setMaintenanceWindow: { window: { id: string } } | null };

export type MonitoringTestChannelMutationVariables = Exact<{
  channel: AlertChannel;
}>;


export type MonitoringTestChannelMutation = { testAlertChannel: { delivered: boolean, status: number | null, error: string | null } | null };

export type MonitoringDriftQueryVariables = Exact<{
  model?: string | null | undefined;
  version?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MonitoringDriftQuery = { driftReports: { edges: Array<{ node: { id: string, version: number, at: string, outcome: DriftOutcome, actor: string | null, backtest: { id: string } | null, current: { rows: number }, againstReference: { score: { feature: string, degree: number | null }, gradeMix: { feature: string, degree: number | null }, features: Array<{ feature: string, degree: number | null }> } } }>, pageInfo: { hasNextPage: boolean } } | null };

export type MonitoringDriftFeatureFragment = { feature: string, outcome: DriftOutcome, degree: number | null, decidedBy: DriftStatistic | null, adjustedPValue: number, contribution: number | null, impact: number | null, referenceRows: number, currentRows: number, statistics: { psi: number, psiChanceLevel: number | null, psiBeyondChance: number, klDivergence: number, jensenShannonDistance: number | null, chiSquare: number, chiSquarePValue: number, kolmogorovSmirnov: number | null, kolmogorovSmirnovPValue: number | null, wasserstein: number | null, wassersteinNormalised: number | null, missingPValue: number | null }, histogram: Array<{ kind: DriftBinKind, from: number | null, to: number | null, value: number | null, category: string | null, categories: number | null, reference: number, current: number }>, newCategories: Array<{ category: string, rows: number }> };

export type MonitoringDriftReportQueryVariables = Exact<{
  id: string | number;
}>;


export type MonitoringDriftReportQuery = { driftReport: { id: string, model: string, version: number, at: string, actor: string | null, durationMs: number, outcome: DriftOutcome, backtest: { id: string } | null, reference: { from: string, until: string, rows: number, source: ReferenceSource }, current: { from: string, until: string, rows: number }, previous: { from: string, until: string, rows: number } | null, againstReference: { outcome: DriftOutcome, score: { feature: string, outcome: DriftOutcome, degree: number | null, decidedBy: DriftStatistic | null, adjustedPValue: number, contribution: number | null, impact: number | null, referenceRows: number, currentRows: number, statistics: { psi: number, psiChanceLevel: number | null, psiBeyondChance: number, klDivergence: number, jensenShannonDistance: number | null, chiSquare: number, chiSquarePValue: number, kolmogorovSmirnov: number | null, kolmogorovSmirnovPValue: number | null, wasserstein: number | null, wassersteinNormalised: number | null, missingPValue: number | null }, histogram: Array<{ kind: DriftBinKind, from: number | null, to: number | null, value: number | null, category: string | null, categories: number | null, reference: number, current: number }>, newCategories: Array<{ category: string, rows: number }> }, gradeMix: { feature: string, outcome: DriftOutcome, degree: number | null, decidedBy: DriftStatistic | null, adjustedPValue: number, contribution: number | null, impact: number | null, referenceRows: number, currentRows: number, statistics: { psi: number, psiChanceLevel: number | null, psiBeyondChance: number, klDivergence: number, jensenShannonDistance: number | null, chiSquare: number, chiSquarePValue: number, kolmogorovSmirnov: number | null, kolmogorovSmirnovPValue: number | null, wasserstein: number | null, wassersteinNormalised: number | null, missingPValue: number | null }, histogram: Array<{ kind: DriftBinKind, from: number | null, to: number | null, value: number | null, category: string | null, categories: number | null, reference: number, current: number }>, newCategories: Array<{ category: string, rows: number }> }, features: Array<{ feature: string, outcome: DriftOutcome, degree: number | null, decidedBy: DriftStatistic | null, adjustedPValue: number, contribution: number | null, impact: number | null, referenceRows: number, currentRows: number, statistics: { psi: number, psiChanceLevel: number | null, psiBeyondChance: number, klDivergence: number, jensenShannonDistance: number | null, chiSquare: number, chiSquarePValue: number, kolmogorovSmirnov: number | null, kolmogorovSmirnovPValue: number | null, wasserstein: number | null, wassersteinNormalised: number | null, missingPValue: number | null }, histogram: Array<{ kind: DriftBinKind, from: number | null, to: number | null, value: number | null, category: string | null, categories: number | null, reference: number, current: number }>, newCategories: Array<{ category: string, rows: number }> }> }, againstPrevious: { outcome: DriftOutcome, features: Array<{ feature: string, outcome: DriftOutcome, degree: number | null }> } | null, slices: Array<{ dimension: string, slice: string, referenceRows: number, currentRows: number, outcome: DriftOutcome, drifting: Array<{ feature: string, outcome: DriftOutcome, degree: number | null }> }> } | null };

export type MonitoringDriftChangesQueryVariables = Exact<{
  model: string;
  version: number;
}>;


export type MonitoringDriftChangesQuery = { modelVersion: { id: string, driftChanges: { edges: Array<{ node: { id: string, measure: DriftMeasure, detector: DriftDetector, direction: DriftDirection, meanBefore: number | null, meanAfter: number | null, at: string } }> } | null, fixedReferenceWindows: { edges: Array<{ node: { id: string, from: string, until: string, rows: number, at: string, actor: string, reason: string } }> } | null } | null };

export type MonitoringRunDriftCheckMutationVariables = Exact<{
  model: string;
  version?: number | null | undefined;
  window: DriftWindowInput;
}>;


export type MonitoringRunDriftCheckMutation = { runDriftCheck: { report: { id: string, outcome: DriftOutcome } } | null };

export type MonitoringSetReferenceMutationVariables = Exact<{
  model: string;
  version: number;
  from: string;
  until: string;
  reason: string;
}>;


export type MonitoringSetReferenceMutation = { setReferenceWindow: { referenceWindow: { id: string, rows: number } } | null };

export type MonitoringReportFragment = { matured: number, pending: number, endedBefore: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, biasInterval: { estimate: number, lower: number, upper: number } | null, top: { selected: number, precision: number, recall: number | null, lift: number | null } | null, topPrecision: { estimate: number, lower: number, upper: number } | null };

export type MonitoringPerformanceQueryVariables = Exact<{
  model: string;
  version: number;
  source?: PerformanceSource | null | undefined;
  slice?: SliceInput | null | undefined;
  selectedFrom: string;
  from?: string | null | undefined;
}>;


export type MonitoringPerformanceQuery = { modelVersion: { id: string, performance: { source: PerformanceSource, from: string, until: string, measuredAt: string, maturityDays: number, isComplete: boolean, report: { matured: number, pending: number, endedBefore: number, logLoss: number | null, calibrationCurve: Array<{ leads: number, converted: number, meanProbability: number, conversionRate: { estimate: number, lower: number, upper: number } }>, confusion: Array<{ cutPoint: number, truePositives: number, falsePositives: number, trueNegatives: number, falseNegatives: number }>, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, biasInterval: { estimate: number, lower: number, upper: number } | null, top: { selected: number, precision: number, recall: number | null, lift: number | null } | null, topPrecision: { estimate: number, lower: number, upper: number } | null }, estimateOfMatured: { conversionRate: number, auc: number | null, brier: number, logLoss: number, topPrecision: number } | null, estimateOfPending: { predictions: number, conversionRate: number, auc: number | null, brier: number, logLoss: number, topPrecision: number } | null, excluded: { contradictory: number, outcomeBeforeLead: number, outcomeBeforePrediction: number }, grades: Array<{ grade: string, matured: number, pending: number, converted: number, conversionRate: { estimate: number, lower: number, upper: number } | null }>, cohorts: Array<{ weekStart: string, report: { matured: number, pending: number, conversionRate: { estimate: number } | null, auc: { auc: number } | null } }>, fairness: Array<{ dimension: SliceDimension, slices: Array<{ slice: string, predictions: number, matured: number, selectionRatio: number | null, isBelowFourFifths: boolean, selectionRate: { estimate: number, lower: number, upper: number }, truePositiveRate: { estimate: number } | null, falsePositiveRate: { estimate: number } | null }> }> } | null } | null };

export type MonitoringVersionPerformanceQueryVariables = Exact<{
  model: string;
}>;


export type MonitoringVersionPerformanceQuery = { model: { id: string, versions: Array<{ version: number, stage: ModelStage, performance: { source: PerformanceSource, report: { matured: number, pending: number, endedBefore: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, biasInterval: { estimate: number, lower: number, upper: number } | null, top: { selected: number, precision: number, recall: number | null, lift: number | null } | null, topPrecision: { estimate: number, lower: number, upper: number } | null } } | null }> } | null };

export type MonitoringQualityQueryVariables = Exact<{
  model: string;
  version?: number | null | undefined;
  from: string;
}>;


export type MonitoringQualityQuery = { featureStatistics: { model: string, version: number, from: string, until: string, rows: number, features: Array<{ feature: string, rows: number, missingShare: number, cardinality: number, mean: number | null, standardDeviation: number | null, least: number | null, most: number | null, outOfRangeByQuartiles: number | null, outOfRangeByDeviation: number | null, unseenCategories: number | null, unseenRows: number | null, quantiles: Array<{ share: number, value: number }> | null }> } | null };

export type MonitoringQualityReferenceQueryVariables = Exact<{
  model: string;
  version?: number | null | undefined;
}>;


export type MonitoringQualityReferenceQuery = { driftReports: { edges: Array<{ node: { id: string, againstReference: { features: Array<{ feature: string, referenceRows: number, histogram: Array<{ kind: DriftBinKind, reference: number }> }> } } }> } | null };

export type MonitoringVersionsQueryVariables = Exact<{ [key: string]: never; }>;


export type MonitoringVersionsQuery = { models: Array<{ name: string, champion: { version: number } | null, versions: Array<{ version: number, stage: ModelStage, aliases: Array<ModelAlias> }> }> | null };

export type MonitoringLiveSubscriptionVariables = Exact<{
  windowSeconds: number;
}>;


export type MonitoringLiveSubscription = { liveMetrics: { until: string, windowSeconds: number, predictions: number, throughput: number, meanProbability: number | null, errorRate: number | null, failures: number, scoreHistogram: Array<number>, latency: { p50Ms: number, p95Ms: number, p99Ms: number } | null, grades: Array<{ grade: string, predictions: number }>, errors: Array<{ code: string, failures: number }>, versions: Array<{ model: string, version: number, role: string, predictions: number, throughput: number, errorRate: number | null, latency: { p95Ms: number } | null }> } | null };

export type MonitoringRecentQueryVariables = Exact<{
  from: string;
  step: MetricsStep;
}>;


export type MonitoringRecentQuery = { metricsHistory: { until: string, step: MetricsStep, points: Array<{ start: string, throughput: number, errorRate: number | null, latency: { p50Ms: number, p95Ms: number, p99Ms: number } | null }> } | null };

export type MonitoringHistoryQueryVariables = Exact<{
  range: MetricsRange;
  model?: string | null | undefined;
  version?: number | null | undefined;
}>;


export type MonitoringHistoryQuery = { metricsHistory: { from: string, until: string, step: MetricsStep, points: Array<{ start: string, predictions: number, throughput: number, meanProbability: number | null, errorRate: number | null, latency: { p50Ms: number, p95Ms: number, p99Ms: number } | null, grades: Array<{ grade: string, predictions: number }> }> } | null };

export type MonitoringLimitsQueryVariables = Exact<{ [key: string]: never; }>;


export type MonitoringLimitsQuery = { alertRules: Array<{ name: string, metric: AlertMetric, bad: BadSide, scope: { model: string | null, feature: string | null, slice: string | null }, levels: Array<{ severity: AlertSeverity, enter: number }> }> | null };

export type MonitoringOpenAlertsQueryVariables = Exact<{ [key: string]: never; }>;


export type MonitoringOpenAlertsQuery = { alerts: { edges: Array<{ node: { id: string, severity: AlertSeverity, status: AlertStatus } }>, pageInfo: { hasNextPage: boolean } } | null };

export type MonitoringConversionQueryVariables = Exact<{
  model: string;
  from?: string | null | undefined;
}>;


export type MonitoringConversionQuery = { conversionByGrade: Array<{ grade: string, leads: number, matured: number, pending: number, endedBefore: number, converted: number, revenue: number, conversionRate: { estimate: number, lower: number, upper: number } | null }> | null, conversionByWeek: Array<{ weekStart: string, leads: number, matured: number, pending: number, converted: number, conversionRate: { estimate: number, lower: number, upper: number } | null }> | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const MonitoringAlertHeadFragmentDoc = new TypedDocumentString(`
    fragment MonitoringAlertHead on Alert {
  id
  rule
  metric
  model
  version
  feature
  slice
  status
  severity
  value
  openedAt
  openings
  resolvedAt
  acknowledgedBy
  mutedUntil
  noDataSince
  observedAt
}
    `, {"fragmentName":"MonitoringAlertHead"}) as unknown as TypedDocumentString<MonitoringAlertHeadFragment, unknown>;
export const MonitoringDriftFeatureFragmentDoc = new TypedDocumentString(`
    fragment MonitoringDriftFeature on FeatureDrift {
  feature
  outcome
  degree
  decidedBy
  adjustedPValue
  contribution
  impact
  referenceRows
  currentRows
  statistics {
    psi
    psiChanceLevel
    psiBeyondChance
    klDivergence
    jensenShannonDistance
    chiSquare
    chiSquarePValue
    kolmogorovSmirnov
    kolmogorovSmirnovPValue
    wasserstein
    wassersteinNormalised
    missingPValue
  }
  histogram {
    kind
    from
    to
    value
    category
    categories
    reference
    current
  }
  newCategories {
    category
    rows
  }
}
    `, {"fragmentName":"MonitoringDriftFeature"}) as unknown as TypedDocumentString<MonitoringDriftFeatureFragment, unknown>;
export const MonitoringReportFragmentDoc = new TypedDocumentString(`
    fragment MonitoringReport on PerformanceReport {
  matured
  pending
  endedBefore
  conversionRate {
    estimate
    lower
    upper
  }
  auc {
    auc
    lower
    upper
  }
  brierInterval {
    estimate
    lower
    upper
  }
  logLoss
  calibration {
    expectedError
    signedBias
  }
  biasInterval {
    estimate
    lower
    upper
  }
  top {
    selected
    precision
    recall
    lift
  }
  topPrecision {
    estimate
    lower
    upper
  }
}
    `, {"fragmentName":"MonitoringReport"}) as unknown as TypedDocumentString<MonitoringReportFragment, unknown>;
export const ViewerDocument = {"__meta__":{"hash":"sha256:effde87a32f04432063b6d820ace428b69ef9c0d35e5fc523e1b6b2bedd6e505"}} as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const MonitoringAlertsDocument = {"__meta__":{"hash":"sha256:1db6cec1e9830fd997abbcb31e4eedad090c127f5844606e30d3ed01d05c27ac"}} as unknown as TypedDocumentString<MonitoringAlertsQuery, MonitoringAlertsQueryVariables>;
export const MonitoringAlertDocument = {"__meta__":{"hash":"sha256:c445b7d64ea90234433c08bc2502f5e1467ebf1ac472b1097e99029c48a3b16f"}} as unknown as TypedDocumentString<MonitoringAlertQuery, MonitoringAlertQueryVariables>;
export const MonitoringAlertChangesDocument = {"__meta__":{"hash":"sha256:db5902a5f70d9f17f34e2041ec8d2be0110533a555e835983791979161fe2ff9"}} as unknown as TypedDocumentString<MonitoringAlertChangesSubscription, MonitoringAlertChangesSubscriptionVariables>;
export const MonitoringAcknowledgeAlertDocument = {"__meta__":{"hash":"sha256:5083d3dd7ac9cc20555a0774cfe20e136892349287e191580db6e2540ce05985"}} as unknown as TypedDocumentString<MonitoringAcknowledgeAlertMutation, MonitoringAcknowledgeAlertMutationVariables>;
export const MonitoringResolveAlertDocument = {"__meta__":{"hash":"sha256:a9db8fa4a3b19fefdb099c3d20d04a7ccc02337cfd4687bab0ef4ef518a9be79"}} as unknown as TypedDocumentString<MonitoringResolveAlertMutation, MonitoringResolveAlertMutationVariables>;
export const MonitoringMuteAlertDocument = {"__meta__":{"hash":"sha256:c37964b0e1a2cfdfbb21acadb3d0c22918ca95d07ccd1d6c78cdc0c8e91387cc"}} as unknown as TypedDocumentString<MonitoringMuteAlertMutation, MonitoringMuteAlertMutationVariables>;
export const MonitoringUnmuteAlertDocument = {"__meta__":{"hash":"sha256:438044b4664ba7dfb1784edb9d6ee8c5a290a216b5173b94e685c13c9431c133"}} as unknown as TypedDocumentString<MonitoringUnmuteAlertMutation, MonitoringUnmuteAlertMutationVariables>;
export const MonitoringAcknowledgeIncidentDocument = {"__meta__":{"hash":"sha256:9da8bcdde9248ab8ef57ca72d48516be18eb9196333b38099f472dddd8e4d201"}} as unknown as TypedDocumentString<MonitoringAcknowledgeIncidentMutation, MonitoringAcknowledgeIncidentMutationVariables>;
export const MonitoringRulesDocument = {"__meta__":{"hash":"sha256:f1cff4142cc9bf1fca9efbfe0c556b82fe0dfff27e9064d1531590ad81f2c27b"}} as unknown as TypedDocumentString<MonitoringRulesQuery, MonitoringRulesQueryVariables>;
export const MonitoringSetRuleDocument = {"__meta__":{"hash":"sha256:ad3f194af54e6590e5d9fc0d973b4e760db3e29b0abd2a5433184253b51406b2"}} as unknown as TypedDocumentString<MonitoringSetRuleMutation, MonitoringSetRuleMutationVariables>;
export const MonitoringMaintenanceDocument = {"__meta__":{"hash":"sha256:8f352c0cfcdde4fb1936a0b59dec5fb56e5484a7f57782482c89abbf6532b9f2"}} as unknown as TypedDocumentString<MonitoringMaintenanceQuery, MonitoringMaintenanceQueryVariables>;
export const MonitoringSetMaintenanceDocument = {"__meta__":{"hash":"sha256:6d4fd90a5a1e3dd1f4d63f407ce6d58519301af14bd8b3e270e48fa9b7ab9e71"}} as unknown as TypedDocumentString<MonitoringSetMaintenanceMutation, MonitoringSetMaintenanceMutationVariables>;
export const MonitoringTestChannelDocument = {"__meta__":{"hash":"sha256:cabb47c9b78f133229691a2b202d37366dfd90a064445009350c52097a1ee32e"}} as unknown as TypedDocumentString<MonitoringTestChannelMutation, MonitoringTestChannelMutationVariables>;
export const MonitoringDriftDocument = {"__meta__":{"hash":"sha256:ec1d10c405f6bba07662ae61a979d3e149d8933a5e9e3890b5d97ee9922ab935"}} as unknown as TypedDocumentString<MonitoringDriftQuery, MonitoringDriftQueryVariables>;
export const MonitoringDriftReportDocument = {"__meta__":{"hash":"sha256:9e0ea4337d09d3a847dbcdcfba8385f378860cc6de2512352ae2c2cace4982fa"}} as unknown as TypedDocumentString<MonitoringDriftReportQuery, MonitoringDriftReportQueryVariables>;
export const MonitoringDriftChangesDocument = {"__meta__":{"hash":"sha256:8c87f80f2b543a695fa01ea71f604866f3c783f13c3253fd0982ff353944172a"}} as unknown as TypedDocumentString<MonitoringDriftChangesQuery, MonitoringDriftChangesQueryVariables>;
export const MonitoringRunDriftCheckDocument = {"__meta__":{"hash":"sha256:f7e79c65ffc407b3d7fe0c257248d62595024c00cd21001a4377f78fc0430178"}} as unknown as TypedDocumentString<MonitoringRunDriftCheckMutation, MonitoringRunDriftCheckMutationVariables>;
export const MonitoringSetReferenceDocument = {"__meta__":{"hash":"sha256:d6bbf9f3e74b80849ab9f5303f15316eb3e3551a61f6cf2ac59a0054032f7f23"}} as unknown as TypedDocumentString<MonitoringSetReferenceMutation, MonitoringSetReferenceMutationVariables>;
export const MonitoringPerformanceDocument = {"__meta__":{"hash":"sha256:29aa91bba19a4c5a1a9a13c0886fb6710bdd85e2288b51f1b7267f9f584dd454"}} as unknown as TypedDocumentString<MonitoringPerformanceQuery, MonitoringPerformanceQueryVariables>;
export const MonitoringVersionPerformanceDocument = {"__meta__":{"hash":"sha256:e4f5f0d1bf76d7cd7616502873fbef1843f601b76ee23c2d52f033306c3539fa"}} as unknown as TypedDocumentString<MonitoringVersionPerformanceQuery, MonitoringVersionPerformanceQueryVariables>;
export const MonitoringQualityDocument = {"__meta__":{"hash":"sha256:c2328411a5759d4b32b31c3387d48f6ffdad01a7157165e794b41465a6ccd386"}} as unknown as TypedDocumentString<MonitoringQualityQuery, MonitoringQualityQueryVariables>;
export const MonitoringQualityReferenceDocument = {"__meta__":{"hash":"sha256:2c6059b0674834e869a30cc6080a265f9ee21877023bedfc829e5b2e98e21703"}} as unknown as TypedDocumentString<MonitoringQualityReferenceQuery, MonitoringQualityReferenceQueryVariables>;
export const MonitoringVersionsDocument = {"__meta__":{"hash":"sha256:7abe931f722c551cf5da0457fedf4a4bd8d12a7e4c75f5891f9d89f62e6d0b53"}} as unknown as TypedDocumentString<MonitoringVersionsQuery, MonitoringVersionsQueryVariables>;
export const MonitoringLiveDocument = {"__meta__":{"hash":"sha256:a29523dd6b6f873b016d8bedc0aefd745b28ffb8b90ed7097e7613e698ea0de8"}} as unknown as TypedDocumentString<MonitoringLiveSubscription, MonitoringLiveSubscriptionVariables>;
export const MonitoringRecentDocument = {"__meta__":{"hash":"sha256:3806d5be6d144c12370e8b9fb80321dcf976eb967d63550e7b3abd575a4e6a41"}} as unknown as TypedDocumentString<MonitoringRecentQuery, MonitoringRecentQueryVariables>;
export const MonitoringHistoryDocument = {"__meta__":{"hash":"sha256:46dbc4b7d5f7ef780b08a065d8d751f9c37f9fd674a83b304e5b0f48f12c1fe9"}} as unknown as TypedDocumentString<MonitoringHistoryQuery, MonitoringHistoryQueryVariables>;
export const MonitoringLimitsDocument = {"__meta__":{"hash":"sha256:0c1d2ce870f2fa219f15a4ec4a423f72f6f6ba8b3e46bf90313ad3d336da3d35"}} as unknown as TypedDocumentString<MonitoringLimitsQuery, MonitoringLimitsQueryVariables>;
export const MonitoringOpenAlertsDocument = {"__meta__":{"hash":"sha256:cc845f3361d12da39ce246482b128373fac57b73989fe0707e59c5d8f7080c57"}} as unknown as TypedDocumentString<MonitoringOpenAlertsQuery, MonitoringOpenAlertsQueryVariables>;
export const MonitoringConversionDocument = {"__meta__":{"hash":"sha256:6f02ac373a0a91ae8426193f705efc9c1c56cb44b6ae8dc09141e615fd7ebb8f"}} as unknown as TypedDocumentString<MonitoringConversionQuery, MonitoringConversionQueryVariables>;