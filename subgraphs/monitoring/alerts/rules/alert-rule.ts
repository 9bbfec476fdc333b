import { DAY_MS, MINUTE_MS } from '../../../../platform/time.ts';
import type { AlertScope } from './alert-identity.ts';

/** Severities of an alert, from the lowest to the highest. */
export const ALERT_SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;

/** A severity of {@link ALERT_SEVERITIES}. */
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** Kinds of notification channels. */
export const CHANNEL_KINDS = ['SLACK', 'EMAIL', 'PAGERDUTY', 'WEBHOOK'] as const;

/** A kind of channel. */
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Metrics of a difference between the present data and that which the model learned from. */
export const DRIFT_METRICS: readonly AlertMetric[] = [
  'FEATURE_DRIFT',
  'SCORE_DRIFT',
  'GRADE_MIX_DRIFT',
  'STREAM_CHANGES',
];

/** Metrics that a rule can watch, each with its unit: descriptions in GraphQL, too. */
export const ALERT_METRICS = {
  FEATURE_DRIFT: 'degree of drift of each feature, 0 or more: from 1 a warning of the drift check, from 2 critical',
  SCORE_DRIFT: 'degree of drift of the scores, 0 or more',
  GRADE_MIX_DRIFT: 'degree of drift of the shares of the grades, 0 or more',
  LATENCY_P95_MS: '95th percentile of the latency of scoring, milliseconds',
  THROUGHPUT: 'predictions returned to callers per second',
  ERROR_RATE: 'share of predictions that failed, 0 to 1',
  STREAM_CHANGES: 'number of changes that streaming detectors found since the last poll',
  AUC: 'realised area under the ROC curve, 0 to 1',
  AUC_DROP: 'AUC estimated from the probabilities of matured leads, minus the realised AUC',
  CALIBRATION_ERROR: 'expected calibration error of the probabilities of matured leads, 0 to 1',
  ESTIMATED_AUC: 'AUC estimated before outcomes are known, 0 to 1',
  CALIBRATION_BIAS: 'absolute value of the bias of the probabilities, 0 to 1',
  MISSING_SHARE: 'share of missing values of each feature beyond that of the reference window, 0 to 1',
  UNSEEN_SHARE: 'share of the values of each categorical feature that the reference window does not have, 0 to 1',
  OUT_OF_RANGE_SHARE: 'share of the values of each numeric feature outside the range of the reference window, 0 to 1',
  NEWEST_LEAD_AGE_HOURS: 'age of the newest lead, hours',
  NEWEST_INTERACTION_AGE_HOURS: 'time since an interaction was last recorded, from which features are computed, hours',
  NEWEST_SCORE_AGE_HOURS: 'time since the model last scored, backfills left out, hours',
  ROLLOUT: 'severity of a rollout event: 1 INFO, 2 WARNING, 3 CRITICAL; 0 when a new rollout begins',
  VERSION_WITHDRAWN: 'severity of the withdrawal of a version from traffic: 2 WARNING, 3 CRITICAL for a champion',
  LAKE_EXPECTATION:
    'severity of the last check of each expectation of the lake: 0 it passed, 2 it failed, 3 it failed and is a gate',
  LAKE_OVERDUE_SECONDS:
    'time since each table of the lake was last brought up to date, beyond the interval of refreshes, seconds',
  CRM_SYNC_LAG_SECONDS: 'age of the oldest change in the CRM that may not be here yet, by entity of the sync, seconds',
  CRM_SYNC_STOPPED: 'severity of a fault that stops the sync of an entity of the CRM: 3 CRITICAL, 0 without one',
  CRM_WRITE_BACK_LAG_SECONDS: 'age of the oldest score that waits to be written to the CRM, by target, seconds',
  CRM_PARKED_ROWS:
    'rows of the CRM that could not be written here, by entity, and scores that it did not take, by target',
} as const;

/** Metrics of the quality of the values of a feature. */
export const QUALITY_METRICS: readonly AlertMetric[] = ['MISSING_SHARE', 'UNSEEN_SHARE', 'OUT_OF_RANGE_SHARE'];

/** Metrics of the age of the newest data. */
export const FRESHNESS_METRICS: readonly AlertMetric[] = [
  'NEWEST_LEAD_AGE_HOURS',
  'NEWEST_INTERACTION_AGE_HOURS',
  'NEWEST_SCORE_AGE_HOURS',
];

/** Metrics of the tables of the lake, which have no model: that of their alerts is {@link LAKE_SUBJECT}. */
export const LAKE_METRICS: readonly AlertMetric[] = ['LAKE_EXPECTATION', 'LAKE_OVERDUE_SECONDS'];

/** Subject of alerts on the lake, in place of a model. */
export const LAKE_SUBJECT = 'lake';

/** Metrics of the link to the CRM, which have no model: that of their alerts is {@link CRM_SUBJECT}. */
export const CRM_METRICS: readonly AlertMetric[] = [
  'CRM_SYNC_LAG_SECONDS',
  'CRM_SYNC_STOPPED',
  'CRM_WRITE_BACK_LAG_SECONDS',
  'CRM_PARKED_ROWS',
];

/** Subject of alerts on the link to the CRM, in place of a model. */
export const CRM_SUBJECT = 'crm';

/** A metric of {@link ALERT_METRICS}. */
export type AlertMetric = keyof typeof ALERT_METRICS;

/** Thresholds of one severity. */
export interface AlertLevel {
  readonly severity: AlertSeverity;
  /** value from which on the level is reached */
  readonly enter: number;
  /** value on whose safe side the level is left; nearer to the safe side than `enter`, or equal */
  readonly leave: number;
}

/** Effects on an alert of too little data to measure its metric. */
export const NO_DATA_ACTIONS = ['KEEP', 'RESOLVE', 'ALERT'] as const;

/** An action of {@link NO_DATA_ACTIONS}. */
export type NoDataAction = (typeof NO_DATA_ACTIONS)[number];

/** Condition of an alert: data that can be changed while the platform runs. */
export interface AlertRule {
  readonly name: string;
  readonly metric: AlertMetric;
  /** models, features and slices that it applies to; all when empty */
  readonly scope: AlertScope;
  /** whether large or small values are bad */
  readonly bad: 'HIGH' | 'LOW';
  /** by rising severity; the alert opens at the first */
  readonly levels: readonly AlertLevel[];
  /** k: number of the last {@link of} values that must reach a level; values of windows that overlap count as one */
  readonly breaches: number;
  /** n: number of last values that are evaluated */
  readonly of: number;
  /** number of consecutive safe values before it resolves automatically */
  readonly clear: number;
  /** least time that those values span, milliseconds */
  readonly clearMs: number;
  /** after {@link noDataMs} without a value; by the metric when absent, see {@link noDataActionOf} */
  readonly noData?: NoDataAction | undefined;
  /** {@link DEFAULT_NO_DATA_MS} when absent */
  readonly noDataMs?: number | undefined;
  /** interval of reminders of an open alert that nobody has acknowledged, milliseconds */
  readonly remindAfterMs: number;
  readonly channels: Readonly<Record<AlertSeverity, readonly ChannelKind[]>>;
}

/** Time without a value before a rule's effect of no data, where the rule does not set it. */
export const DEFAULT_NO_DATA_MS: number = 15 * MINUTE_MS;

/** Metrics of requests: without requests nobody is harmed. */
const LIVE_METRICS: readonly AlertMetric[] = ['LATENCY_P95_MS', 'ERROR_RATE', 'THROUGHPUT'];

/**
 * Effect of no data by a rule. By default an alert on live traffic resolves; one on drift or performance is kept, as
 * missing data does not disprove a finding.
 */
export function noDataActionOf({ metric, noData }: Pick<AlertRule, 'metric' | 'noData'>): NoDataAction {
  return noData ?? (LIVE_METRICS.includes(metric) ? 'RESOLVE' : 'KEEP');
}

const WEEK_MS = 7 * DAY_MS;

/** Notification channels by default. INFO appears in lists only. */
export const DEFAULT_CHANNELS: AlertRule['channels'] = {
  INFO: [],
  WARNING: ['SLACK'],
  CRITICAL: ['SLACK', 'EMAIL', 'PAGERDUTY'],
};

const COMMON = { scope: {}, bad: 'HIGH', remindAfterMs: WEEK_MS, channels: DEFAULT_CHANNELS } as const;
const DRIFT = {
  ...COMMON,
  levels: [
    { severity: 'WARNING', enter: 1, leave: 0.8 },
    { severity: 'CRITICAL', enter: 2, leave: 1.8 },
  ],
  // a drift check has already ruled out chance
  breaches: 1,
  of: 1,
  clear: 3,
  clearMs: 0,
} as const;
/**
 * Levels of an event with a severity: an alert on a rollout resolves when the next rollout of the model begins, one on a
 * withdrawn version when a person resolves it, one on an expectation when it passes.
 */
const EVENT = {
  ...COMMON,
  levels: [
    { severity: 'WARNING', enter: 2, leave: 2 },
    { severity: 'CRITICAL', enter: 3, leave: 3 },
  ],
  breaches: 1,
  of: 1,
  clear: 1,
  clearMs: 0,
} as const;
/** Levels of the link to the CRM: an outage of seconds is none, and a platform without a CRM resolves. */
const CRM = { ...EVENT, breaches: 3, of: 3, noData: 'RESOLVE' } as const;
const CRM_LAG = {
  ...CRM,
  clear: 6,
  clearMs: MINUTE_MS,
  levels: [
    { severity: 'WARNING', enter: 60, leave: 30 },
    { severity: 'CRITICAL', enter: 600, leave: 300 },
  ],
} as const;
const LIVE = { ...COMMON, breaches: 3, of: 5, clear: 10, clearMs: 15 * MINUTE_MS } as const;

/** Rules of the first start. The thresholds of drift are those of `DRIFT_THRESHOLDS`. */
export const DEFAULT_RULES: readonly AlertRule[] = [
  { name: 'feature-drift', metric: 'FEATURE_DRIFT', ...DRIFT },
  { name: 'score-drift', metric: 'SCORE_DRIFT', ...DRIFT },
  { name: 'grade-mix-drift', metric: 'GRADE_MIX_DRIFT', ...DRIFT },
  {
    name: 'latency-p95',
    metric: 'LATENCY_P95_MS',
    ...LIVE,
    levels: [
      { severity: 'INFO', enter: 200, leave: 160 },
      { severity: 'WARNING', enter: 500, leave: 400 },
    ],
  },
  { name: 'error-rate', metric: 'ERROR_RATE', ...LIVE, levels: [{ severity: 'CRITICAL', enter: 0.01, leave: 0.005 }] },
  { name: 'rollout', metric: 'ROLLOUT', ...EVENT },
  { name: 'version-withdrawn', metric: 'VERSION_WITHDRAWN', ...EVENT },
  { name: 'lake-expectation', metric: 'LAKE_EXPECTATION', ...EVENT },
  {
    name: 'lake-overdue',
    metric: 'LAKE_OVERDUE_SECONDS',
    ...EVENT,
    // it grows steadily, and a refresh sets it to 0: there is no noise around a level
    levels: [
      { severity: 'WARNING', enter: 3_600, leave: 3_600 },
      { severity: 'CRITICAL', enter: 86_400, leave: 86_400 },
    ],
    // after a start, a refresh that makes up for the time before has some minutes
    breaches: 5,
    of: 5,
  },
  { name: 'crm-sync-lag', metric: 'CRM_SYNC_LAG_SECONDS', ...CRM_LAG },
  {
    name: 'crm-sync-stopped',
    metric: 'CRM_SYNC_STOPPED',
    ...CRM,
    levels: [{ severity: 'CRITICAL', enter: 3, leave: 3 }],
  },
  { name: 'crm-write-back-lag', metric: 'CRM_WRITE_BACK_LAG_SECONDS', ...CRM_LAG },
  {
    name: 'crm-parked-rows',
    metric: 'CRM_PARKED_ROWS',
    ...CRM,
    levels: [
      { severity: 'INFO', enter: 1, leave: 1 },
      { severity: 'WARNING', enter: 100, leave: 100 },
    ],
  },
];

/** Rank of a severity: 1 for the lowest, 0 for none. */
export function severityRank(severity: AlertSeverity | undefined): number {
  return severity === undefined ? 0 : ALERT_SEVERITIES.indexOf(severity) + 1;
}
