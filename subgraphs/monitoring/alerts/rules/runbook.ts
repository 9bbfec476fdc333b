import type { AlertMetric } from './alert-rule.ts';

/** What to do first when a metric has an alert: one line, for whoever is called. */
export const RUNBOOK: Readonly<Record<AlertMetric, string>> = {
  FEATURE_DRIFT:
    'Compare the two histograms, ask whether forms or imports have changed; when the change is real, train on newer leads.',
  SCORE_DRIFT:
    'Look at the features with the most impact in the drift report; roll back when a new version is the cause.',
  GRADE_MIX_DRIFT: 'See whether one source or country sends other leads than before; then look at the score drift.',
  LATENCY_P95_MS:
    'Look at throughput and at the latency by version; stop shadows and batch jobs before adding processes.',
  THROUGHPUT: 'Ask whether the callers are there; then look at /ready and at the error rate.',
  ERROR_RATE: 'Look at the error codes by version; rollbackModel brings the champion before back at once.',
  STREAM_CHANGES: 'Run a drift check to see which features changed, and from when on.',
  AUC: 'Compare with the cohorts before; when it stays low, train on newer leads and compare in an A/B test.',
  AUC_DROP: 'The order of leads is worse than the probabilities promise: look at drift, then train on newer leads.',
  CALIBRATION_ERROR: 'Probabilities are off, the order may still be right: recalibrate before training anew.',
  ESTIMATED_AUC: 'An estimate before outcomes are known: look at the drift report, then at the outcomes as they come.',
  CALIBRATION_BIAS: 'Probabilities are off, the order may still be right: recalibrate before training anew.',
  VERSION_WITHDRAWN:
    'Runs of the version do not end: read its reason, see who answers now (rollback or MODEL_WITHDRAWN), promote a version that ends.',
  ROLLOUT: 'Read why the rollout ended in its history; the champion answers all leads again.',
};
