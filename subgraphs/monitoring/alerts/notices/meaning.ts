import type { AlertMetric } from '../rules/alert-rule.ts';

const OUTDATED = 'Leads differ from those the model learned from: its scores may rank them worse than it promised.';
const MISCALIBRATED =
  'Probabilities are not what is observed: what is computed from them, such as expected revenue, is off.';
const BLIND = 'The model scores these leads without the value: it may rank them worse than it promised.';

/** Consequence of an alert for the people who use the scores, by metric. */
export const MEANING: Readonly<Record<AlertMetric, string>> = {
  FEATURE_DRIFT: OUTDATED,
  SCORE_DRIFT:
    'The model gives other scores than it used to: thresholds and lists that build on them pass other leads.',
  GRADE_MIX_DRIFT: 'Sales get more leads of some grades, and fewer of others, than planned.',
  LATENCY_P95_MS: 'One call in twenty takes longer than this: forms and the CRM wait for their scores.',
  THROUGHPUT: 'Fewer leads are scored than expected: callers may not reach the platform.',
  ERROR_RATE: 'Leads get no score: sales see them without grade, or not at all.',
  STREAM_CHANGES: 'Something changed between one lead and the next: a release, a form or an import may be the cause.',
  AUC: 'Of a lead that converts and one that does not, the model ranks the wrong one first more often than agreed.',
  AUC_DROP: 'The model ranks leads worse than its own probabilities promise.',
  CALIBRATION_ERROR: MISCALIBRATED,
  ESTIMATED_AUC: 'The model is expected to rank the present leads worse than agreed; outcomes are not known yet.',
  CALIBRATION_BIAS: MISCALIBRATED,
  MISSING_SHARE: BLIND,
  UNSEEN_SHARE: BLIND,
  OUT_OF_RANGE_SHARE: 'The model never learned from such values: its scores of these leads are a guess.',
  NEWEST_LEAD_AGE_HOURS: 'No leads arrive: a form, an import or an integration may have stopped.',
  NEWEST_INTERACTION_AGE_HOURS: 'Features age: leads are scored as if nothing had happened since.',
  NEWEST_SCORE_AGE_HOURS: 'Sales work with old scores, or with none.',
  VERSION_WITHDRAWN: 'Another version answers, or nobody does, until a version that ends is promoted.',
  LAKE_EXPECTATION:
    'Data of the lake is not as expected: where a gate failed, the layers above it stay as they were until it passes.',
  LAKE_OVERDUE_SECONDS: 'Batch scores and training use old data: the tables of the lake are not brought up to date.',
  CRM_SYNC_LAG_SECONDS: 'Leads are scored without what sales entered since; new leads of the CRM have no score.',
  CRM_SYNC_STOPPED: 'No change of this table of the CRM arrives until the fault is mended; nothing is lost.',
  CRM_WRITE_BACK_LAG_SECONDS: 'Sales see old scores in the CRM, or none, for leads that changed since.',
  CRM_PARKED_ROWS: 'These rows are missing here, or these scores in the CRM; all others are up to date.',
  ROLLOUT: 'After a rollback or an abort the champion answers all leads, and the new version none.',
};
