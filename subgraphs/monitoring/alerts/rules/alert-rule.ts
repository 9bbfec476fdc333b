import { DAY_MS, MINUTE_MS } from '../../../../platform/time.ts';
import type { AlertScope } from './alert-identity.ts';

/** How urgent an alert is, from the least to the most. */
export const ALERT_SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;

/** A severity of {@link ALERT_SEVERITIES}. */
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** Where notifications go. */
export const CHANNEL_KINDS = ['SLACK', 'EMAIL', 'PAGERDUTY', 'WEBHOOK'] as const;

/** A kind of channel. */
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Metrics that tell whether the data is still what the model learned. */
export const DRIFT_METRICS: readonly AlertMetric[] = [
  'FEATURE_DRIFT',
  'SCORE_DRIFT',
  'GRADE_MIX_DRIFT',
  'STREAM_CHANGES',
];

/** What a rule can watch, and its unit. */
export const ALERT_METRICS = {
  FEATURE_DRIFT: 'degree of drift of each feature: 1 is a warning of the check, 2 is critical',
  SCORE_DRIFT: 'degree of drift of the scores',
  GRADE_MIX_DRIFT: 'degree of drift of the mix of grades',
  LATENCY_P95_MS: 'p95 of the latency of scoring, milliseconds',
  THROUGHPUT: 'predictions that callers got per second',
  ERROR_RATE: 'share of predictions that failed, 0–1',
  STREAM_CHANGES: 'changes that a streaming detector found since the last look',
  AUC: 'realised area under the ROC curve, 0–1',
  AUC_DROP: 'AUC that the probabilities of matured leads promise, less the realised one',
  CALIBRATION_ERROR: 'expected calibration error of the probabilities of matured leads, 0–1',
  ESTIMATED_AUC: 'AUC estimated before outcomes are known, 0–1',
  CALIBRATION_BIAS: 'absolute signed bias of probabilities, 0–1',
  ROLLOUT: 'how urgent what happened to a rollout is: 1 INFO, 2 WARNING, 3 CRITICAL; 0 when a new one begins',
  VERSION_WITHDRAWN: 'how urgent it is that a version was taken out of traffic: 2 WARNING, 3 CRITICAL for a champion',
} as const;

/** A metric of {@link ALERT_METRICS}. */
export type AlertMetric = keyof typeof ALERT_METRICS;

/** From which value on an alert has a severity, and on which side of which value it is over. */
export interface AlertLevel {
  readonly severity: AlertSeverity;
  /** reached at this value and beyond */
  readonly enter: number;
  /** over when the value is on the safe side of this one; nearer to the safe side than `enter`, or equal */
  readonly leave: number;
}

/** What becomes of an alert while there is too little data to measure its metric. */
export const NO_DATA_ACTIONS = ['KEEP', 'RESOLVE', 'ALERT'] as const;

/** An action of {@link NO_DATA_ACTIONS}. */
export type NoDataAction = (typeof NO_DATA_ACTIONS)[number];

/** When to alert: data, that can be changed while the platform runs. */
export interface AlertRule {
  readonly name: string;
  readonly metric: AlertMetric;
  /** what it looks at: everything that has the metric when empty */
  readonly scope: AlertScope;
  /** whether large or small values are bad */
  readonly bad: 'HIGH' | 'LOW';
  /** by rising severity; the alert opens at the first */
  readonly levels: readonly AlertLevel[];
  /** k: so many of the last {@link of} values must reach a level; values of windows that overlap count as one */
  readonly breaches: number;
  /** n */
  readonly of: number;
  /** so many values in a row must be on the safe side before it resolves by itself */
  readonly clear: number;
  /** and for so long, milliseconds */
  readonly clearMs: number;
  /** when there has been no value for {@link noDataMs}; by the metric when absent, see {@link noDataActionOf} */
  readonly noData?: NoDataAction | undefined;
  /** {@link DEFAULT_NO_DATA_MS} when absent */
  readonly noDataMs?: number | undefined;
  /** reminds of an open alert that nobody has acknowledged after so long, milliseconds */
  readonly remindAfterMs: number;
  readonly channels: Readonly<Record<AlertSeverity, readonly ChannelKind[]>>;
}

/** How long there must have been no value, unless a rule says otherwise. */
export const DEFAULT_NO_DATA_MS: number = 15 * MINUTE_MS;

/** Metrics of requests: without requests nobody is harmed. */
const LIVE_METRICS: readonly AlertMetric[] = ['LATENCY_P95_MS', 'ERROR_RATE', 'THROUGHPUT'];

/**
 * What a rule does without data. By default an alert on live traffic resolves; one on drift or performance is kept, as
 * data that does not come proves nothing about what was found.
 */
export function noDataActionOf({ metric, noData }: Pick<AlertRule, 'metric' | 'noData'>): NoDataAction {
  return noData ?? (LIVE_METRICS.includes(metric) ? 'RESOLVE' : 'KEEP');
}

const WEEK_MS = 7 * DAY_MS;

/** Who is told by default. INFO stays on the dashboard. */
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
  // a check has made sure already that it is not chance
  breaches: 1,
  of: 1,
  clear: 3,
  clearMs: 0,
} as const;
/**
 * What happened once: for a rollout it is over when the next one of the model begins, for a withdrawn version when somebody
 * says so.
 */
const ROLLOUT = {
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
const LIVE = { ...COMMON, breaches: 3, of: 5, clear: 10, clearMs: 15 * MINUTE_MS } as const;

/** The rules at first start. The bands of drift are those of `DECIDING_RULES`. */
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
  { name: 'rollout', metric: 'ROLLOUT', ...ROLLOUT },
  { name: 'version-withdrawn', metric: 'VERSION_WITHDRAWN', ...ROLLOUT },
];

/** 1 for the least severity, 0 for none. */
export function severityRank(severity: AlertSeverity | undefined): number {
  return severity === undefined ? 0 : ALERT_SEVERITIES.indexOf(severity) + 1;
}
