import { HOUR_MS, SECOND_MS } from '../../../../platform/time.ts';
import { type AlertMetric, type AlertSeverity, FRESHNESS_METRICS, QUALITY_METRICS } from '../rules/alert-rule.ts';
import { countText, pointsText, shareText, shortNumber } from './notice-numbers.ts';
import { durationText } from './notice-time.ts';

/** A value that an alert is about. */
export interface MeasuredFinding {
  readonly metric: AlertMetric;
  /** null: there was no data */
  readonly value: number | null;
  /** threshold of its severity */
  readonly threshold: number | null;
  readonly severity: AlertSeverity | null;
}

type InUnits = (value: number) => string;

const hoursText: InUnits = (hours) => `${shortNumber(hours)} h`;
const drift: InUnits = (value) => `drift ${value.toFixed(1)}`;

const secondsText: InUnits = (seconds) => hoursText((seconds * SECOND_MS) / HOUR_MS);

const waitText: InUnits = (seconds) => (seconds < 120 ? `${Math.round(seconds)} s` : durationText(seconds * SECOND_MS));

/** Metrics whose value is a severity, which means nothing to people beside the evidence. */
const EVENTS = [
  'ROLLOUT',
  'VERSION_WITHDRAWN',
  'LAKE_EXPECTATION',
  'CRM_SYNC_STOPPED',
] as const satisfies readonly AlertMetric[];

type EventMetric = (typeof EVENTS)[number];

/** Values in their units. */
const IN_UNITS: Readonly<Record<Exclude<AlertMetric, EventMetric>, InUnits>> = {
  FEATURE_DRIFT: drift,
  SCORE_DRIFT: drift,
  GRADE_MIX_DRIFT: drift,
  LATENCY_P95_MS: (ms) => `p95 latency ${shortNumber(ms)} ms`,
  THROUGHPUT: (perSecond) => `${shortNumber(perSecond)} predictions per second`,
  ERROR_RATE: (share) => `error rate ${shareText(share)}`,
  STREAM_CHANGES: (count) => `${count} ${count === 1 ? 'change' : 'changes'}`,
  AUC: (auc) => `AUC ${auc.toFixed(3)}`,
  AUC_DROP: (drop) => `AUC ${Math.abs(drop).toFixed(3)} ${drop < 0 ? 'above' : 'below'} the promised one`,
  CALIBRATION_ERROR: (error) => `calibration error ${pointsText(error)}`,
  ESTIMATED_AUC: (auc) => `estimated AUC ${auc.toFixed(3)}`,
  CALIBRATION_BIAS: (bias) => `calibration bias ${pointsText(bias)}`,
  MISSING_SHARE: (share) => `missing values up by ${pointsText(share)}`,
  UNSEEN_SHARE: (share) => `unseen values ${shareText(share)}`,
  OUT_OF_RANGE_SHARE: (share) => `values out of range ${shareText(share)}`,
  NEWEST_LEAD_AGE_HOURS: (hours) => `newest lead ${shortNumber(hours)} h old`,
  NEWEST_INTERACTION_AGE_HOURS: (hours) => `newest interaction ${shortNumber(hours)} h old`,
  NEWEST_SCORE_AGE_HOURS: (hours) => `newest score ${shortNumber(hours)} h old`,
  LAKE_OVERDUE_SECONDS: (seconds) => `overdue by ${secondsText(seconds)}`,
  CRM_SYNC_LAG_SECONDS: (seconds) => `${waitText(seconds)} behind the CRM`,
  CRM_WRITE_BACK_LAG_SECONDS: (seconds) => `scores wait for ${waitText(seconds)}`,
  CRM_PARKED_ROWS: (rows) => `${countText(rows)} parked`,
};

/** Limits in their units, where they are not those of the value. */
const LIMITS: Readonly<Partial<Record<AlertMetric, InUnits>>> = {
  LATENCY_P95_MS: (ms) => `${shortNumber(ms)} ms`,
  ERROR_RATE: shareText,
  CALIBRATION_ERROR: pointsText,
  CALIBRATION_BIAS: pointsText,
  MISSING_SHARE: pointsText,
  UNSEEN_SHARE: shareText,
  OUT_OF_RANGE_SHARE: shareText,
  NEWEST_LEAD_AGE_HOURS: hoursText,
  NEWEST_INTERACTION_AGE_HOURS: hoursText,
  NEWEST_SCORE_AGE_HOURS: hoursText,
  LAKE_OVERDUE_SECONDS: secondsText,
  CRM_SYNC_LAG_SECONDS: waitText,
  CRM_WRITE_BACK_LAG_SECONDS: waitText,
};

/** Metrics on which twice the value is twice as bad. */
const PROPORTIONAL: readonly AlertMetric[] = [
  'FEATURE_DRIFT',
  'SCORE_DRIFT',
  'GRADE_MIX_DRIFT',
  'LATENCY_P95_MS',
  'ERROR_RATE',
  'CALIBRATION_ERROR',
  'CALIBRATION_BIAS',
  ...QUALITY_METRICS,
  ...FRESHNESS_METRICS,
  'LAKE_OVERDUE_SECONDS',
  'CRM_SYNC_LAG_SECONDS',
  'CRM_WRITE_BACK_LAG_SECONDS',
  'CRM_PARKED_ROWS',
];

const TIMES = ['', '', 'twice', ...['three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].map((n) => `${n} times`)];

/**
 * Value in its unit and against the limit of its severity: `drift 8.0, four times the critical limit of 2`.
 *
 * @returns undefined for a metric whose value is a severity
 */
export function findingMeasure({ metric, value, threshold, severity }: MeasuredFinding): string | undefined {
  if (isEvent(metric)) return undefined;
  if (value === null) return 'no data';
  const measure = IN_UNITS[metric](value);
  if (threshold === null || metric === 'STREAM_CHANGES') return measure;
  const limit = `the ${(severity ?? 'INFO').toLowerCase()} limit of ${(LIMITS[metric] ?? shortNumber)(threshold)}`;
  return `${measure}, ${againstLimit(metric, value, threshold)} ${limit}`;
}

function isEvent(metric: AlertMetric): metric is EventMetric {
  return EVENTS.some((event) => event === metric);
}

function againstLimit(metric: AlertMetric, value: number, limit: number): string {
  const ratio = value / limit;
  if (value === limit || (limit > 0 && ratio >= 1 && ratio < 1.05)) return 'at';
  if (value < limit) return 'below';
  return PROPORTIONAL.includes(metric) && limit > 0 ? timesText(ratio) : 'above';
}

function timesText(ratio: number): string {
  const rounded = ratio < 10 ? Number(ratio.toFixed(1)) : Math.round(ratio);
  return TIMES[rounded] || `${shortNumber(rounded)} times`;
}
