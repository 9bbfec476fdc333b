import type { NoticeEventRow } from '../../../subgraphs/monitoring/alerts/store/event-store.ts';

/** When events of notices happen: 2026-11-22T14:20:00.000Z. */
export const AT = Date.UTC(2026, 10, 22, 14, 20);

const MINUTE = 60_000;
const DAY = 86_400_000;

/** An event that opens a critical alert, changed as given. */
export const eventOf = (changes: Partial<NoticeEventRow> = {}): NoticeEventRow => ({
  sequence: 1,
  transactionId: 1,
  alert: 'feature-drift/lead-conversion/lead_age/',
  identity: { rule: 'feature-drift', model: 'lead-conversion', feature: 'lead_age', slice: null },
  incident: null,
  others: null,
  metric: 'FEATURE_DRIFT',
  type: 'OPENED',
  told: 'OPENED',
  at: AT,
  by: 'system',
  reason: null,
  status: 'OPEN',
  severity: 'CRITICAL',
  openings: 1,
  threshold: 2,
  since: AT,
  until: null,
  resolvedBy: null,
  version: 1,
  value: 8,
  evidence: null,
  ...changes,
});

const about = (rule: string, feature: string | null = null) => {
  return { identity: { rule, model: 'lead-conversion', feature, slice: null } };
};
const CRM_STATE = { direction: 'IN', name: 'leads', behindSince: null, code: null, message: null, stoppedSince: null };
const WINDOW = { current: { from: AT - 4 * MINUTE, until: AT, rows: 1_953 } };
const CHANGES = [
  { detector: 'ADWIN', direction: 'UP', meanBefore: 0.31, meanAfter: 0.45, at: AT - 9 * MINUTE },
  { detector: 'PAGE_HINKLEY', direction: 'UP', meanBefore: null, meanAfter: null, at: AT - 2 * MINUTE },
];
const TRAFFIC = {
  windowSeconds: 60,
  predictions: 968,
  failures: 32,
  errorRate: 0.032,
  throughput: 16.1,
  latency: { p50Ms: 41.2, p95Ms: 620, p99Ms: 904 },
  errors: [
    { code: 'INFERENCE_FAILED', failures: 12 },
    { code: 'INFERENCE_TIMEOUT', failures: 20 },
  ],
};
const PERFORMANCE = {
  from: AT - 60 * DAY,
  until: AT,
  report: {
    matured: 1_204,
    auc: { auc: 0.612, lower: 0.58, upper: 0.644 },
    calibration: { expectedError: 0.082, signedBias: -0.06 },
  },
  estimateOfMatured: { auc: 0.751 },
  estimateOfPending: { predictions: 1_500, auc: 0.66 },
};
const range = (reference: number, current: number, from?: number, to?: number) => {
  const bounds = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return { bin: { of: 'RANGE', ...bounds }, reference, current };
};
const AGES = [range(450, 300, undefined, 20), range(450, 157, 20, 73.2), range(100, 1_496, 73.2)];
const SCORES = [range(900, 600, undefined, 0.8), range(100, 353, 0.8)];
const GRADES = ['A', 'B'].map((category, i) => {
  return { bin: { of: 'CATEGORY', category }, reference: i === 0 ? 20 : 80, current: 50 };
});

/** An event of each metric, with the evidence of those who measure. */
export const FINDINGS = {
  FEATURE_DRIFT: { evidence: { bins: AGES, ...WINDOW } },
  SCORE_DRIFT: { ...about('score-drift'), metric: 'SCORE_DRIFT', value: 2.9, evidence: { bins: SCORES, ...WINDOW } },
  GRADE_MIX_DRIFT: {
    ...about('grade-mix-drift'),
    metric: 'GRADE_MIX_DRIFT',
    value: 2,
    evidence: { bins: GRADES, ...WINDOW },
  },
  LATENCY_P95_MS: {
    ...about('latency-p95'),
    ...{ metric: 'LATENCY_P95_MS', severity: 'WARNING', threshold: 500, value: 620, version: null, evidence: TRAFFIC },
  },
  THROUGHPUT: {
    ...about('throughput'),
    ...{ metric: 'THROUGHPUT', severity: 'WARNING', threshold: 20, value: 16.1, version: null, evidence: TRAFFIC },
  },
  ERROR_RATE: {
    ...about('error-rate'),
    ...{ metric: 'ERROR_RATE', threshold: 0.01, value: 0.032, version: null, evidence: TRAFFIC },
  },
  STREAM_CHANGES: {
    ...about('streams', 'SCORE'),
    ...{ metric: 'STREAM_CHANGES', severity: 'WARNING', threshold: 1, value: 2 },
    evidence: { measure: 'SCORE', changes: CHANGES },
  },
  AUC: { ...about('auc'), metric: 'AUC', threshold: 0.7, value: 0.612, evidence: PERFORMANCE },
  AUC_DROP: { ...about('auc-drop'), metric: 'AUC_DROP', threshold: 0.1, value: 0.139, evidence: PERFORMANCE },
  CALIBRATION_ERROR: {
    ...about('calibration'),
    ...{ metric: 'CALIBRATION_ERROR', threshold: 0.05, value: 0.082, evidence: PERFORMANCE },
  },
  ESTIMATED_AUC: { ...about('estimate'), metric: 'ESTIMATED_AUC', threshold: 0.7, value: 0.66, evidence: PERFORMANCE },
  CALIBRATION_BIAS: {
    ...about('bias'),
    ...{ metric: 'CALIBRATION_BIAS', threshold: 0.05, value: 0.06, evidence: PERFORMANCE },
  },
  MISSING_SHARE: {
    ...about('missing-values', 'company_size'),
    ...{ metric: 'MISSING_SHARE', value: 0.4, threshold: 0.1, severity: 'WARNING' },
    evidence: { rows: 1_204, quality: { missingShare: 0.42, referenceMissingShare: 0.02 } },
  },
  UNSEEN_SHARE: {
    ...about('unseen-values', 'country'),
    ...{ metric: 'UNSEEN_SHARE', value: 0.083, threshold: 0.05, severity: 'WARNING' },
    evidence: { rows: 1_204, quality: { missingShare: 0, referenceMissingShare: 0, unseen: ['UAE', 'KSA'] } },
  },
  OUT_OF_RANGE_SHARE: {
    ...about('out-of-range', 'website_visits'),
    ...{ metric: 'OUT_OF_RANGE_SHARE', value: 0.2, threshold: 0.05, severity: 'WARNING' },
    evidence: { rows: 1_204, quality: { missingShare: 0, referenceMissingShare: 0, range: [0, 40] } },
  },
  NEWEST_LEAD_AGE_HOURS: {
    ...about('no-leads'),
    ...{ metric: 'NEWEST_LEAD_AGE_HOURS', value: 26, threshold: 24, severity: 'WARNING', version: null },
    evidence: { newestAt: AT - 26 * 60 * MINUTE },
  },
  NEWEST_INTERACTION_AGE_HOURS: {
    ...about('no-interactions'),
    ...{ metric: 'NEWEST_INTERACTION_AGE_HOURS', value: 48, threshold: 24, severity: 'WARNING', version: null },
    evidence: { newestAt: AT - 48 * 60 * MINUTE },
  },
  NEWEST_SCORE_AGE_HOURS: {
    ...about('no-scores'),
    ...{ metric: 'NEWEST_SCORE_AGE_HOURS', value: 3, threshold: 2, severity: 'WARNING', version: null },
    evidence: { newestAt: AT - 3 * 60 * MINUTE },
  },
  ROLLOUT: {
    ...about('rollout'),
    ...{ metric: 'ROLLOUT', threshold: 3, value: 3, version: 3 },
    evidence: { rollout: '12', type: 'FAIL', status: 'ROLLED_BACK', step: 1, reason: 'error rate 4 %, 2 % allowed' },
  },
  VERSION_WITHDRAWN: {
    ...about('version-withdrawn'),
    ...{ metric: 'VERSION_WITHDRAWN', threshold: 3, value: 3, version: 3 },
    evidence: { role: 'CHAMPION', cause: 'BREAKDOWNS', reason: '3 runs did not end within 1000 ms' },
  },
  LAKE_EXPECTATION: {
    identity: { rule: 'lake-expectation', model: 'lake', feature: 'silver/leads', slice: 'expectation=keys_present' },
    ...{ metric: 'LAKE_EXPECTATION', threshold: 3, value: 3, version: null },
    evidence: {
      ...{ layer: 'SILVER', table: 'silver/leads', expectation: 'keys_present', severity: 'GATE', unit: 'SHARE' },
      ...{ found: 0.123, least: null, greatest: 0, rows: 1_204, version: 7, description: 'No row lacks lead_id.' },
    },
  },
  LAKE_OVERDUE_SECONDS: {
    identity: { rule: 'lake-overdue', model: 'lake', feature: 'gold/features', slice: null },
    ...{ metric: 'LAKE_OVERDUE_SECONDS', threshold: 3_600, value: 9_000, severity: 'WARNING', version: null },
    evidence: { layer: 'GOLD', table: 'gold/features', version: 7, refreshedAt: AT - 210 * MINUTE },
  },
  CRM_SYNC_LAG_SECONDS: {
    identity: { rule: 'crm-sync-lag', model: 'crm', feature: 'leads', slice: null },
    ...{ metric: 'CRM_SYNC_LAG_SECONDS', threshold: 60, value: 90, severity: 'WARNING', version: null },
    evidence: { ...CRM_STATE, behindSince: AT - 1.5 * MINUTE },
  },
  CRM_SYNC_STOPPED: {
    identity: { rule: 'crm-sync-stopped', model: 'crm', feature: 'leads', slice: null },
    ...{ metric: 'CRM_SYNC_STOPPED', threshold: 3, value: 3, version: null },
    evidence: {
      ...{ ...CRM_STATE, behindSince: AT - 2 * MINUTE, stoppedSince: AT - MINUTE, code: 'CRM_TABLE_MISSING' },
      message: 'CRM sales.lead: found no such table, expected that of the mapping',
    },
  },
  CRM_WRITE_BACK_LAG_SECONDS: {
    identity: { rule: 'crm-write-back-lag', model: 'crm', feature: 'DATABASE', slice: null },
    ...{ metric: 'CRM_WRITE_BACK_LAG_SECONDS', threshold: 600, value: 1_200, version: null },
    evidence: {
      ...{ ...CRM_STATE, direction: 'OUT', name: 'DATABASE', behindSince: AT - 20 * MINUTE, code: 'CRM_UNAVAILABLE' },
      message: 'CRM database: found no answer (no connection), expected a connection',
    },
  },
  CRM_PARKED_ROWS: {
    identity: { rule: 'crm-parked-rows', model: 'crm', feature: 'outcomes', slice: null },
    ...{ metric: 'CRM_PARKED_ROWS', threshold: 100, value: 1_204, severity: 'WARNING', version: null },
    evidence: CRM_STATE,
  },
} as const satisfies Partial<Record<NoticeEventRow['metric'], Partial<NoticeEventRow>>>;
