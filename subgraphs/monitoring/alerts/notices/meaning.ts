import type { AlertMetric } from '../rules/alert-rule.ts';

const OUTDATED = 'Leads differ from those the model learned from: its scores may rank them worse than it promised.';
const MISCALIBRATED =
  'Probabilities are not what is observed: what is computed from them, such as expected revenue, is off.';

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
  VERSION_WITHDRAWN: 'Another version answers, or nobody does, until a version that ends is promoted.',
  ROLLOUT: 'After a rollback or an abort the champion answers all leads, and the new version none.',
};
