import type { AlertMetric } from './alert-rule.ts';

/** Page with one section per metric that a rule can watch. */
const PAGE = 'docs/guides/operations.md';

/** First response to an alert on each metric: one line of advice, and the section of the operations guide. */
export const RUNBOOK: Readonly<Record<AlertMetric, string>> = {
  FEATURE_DRIFT: entry(
    'Compare the two histograms and ask whether forms or imports have changed; if the change is real, train on newer leads.',
    'feature-drift',
  ),
  SCORE_DRIFT: entry(
    'Look at the features with the most impact in the drift report; roll back if a new version is the cause.',
    'score-drift',
  ),
  GRADE_MIX_DRIFT: entry(
    'See whether one source or country sends other leads than before; then look at the score drift.',
    'grade-mix-drift',
  ),
  LATENCY_P95_MS: entry(
    'Look at throughput and at the latency by version; stop shadows and batch jobs before adding processes.',
    'latency-p95',
  ),
  THROUGHPUT: entry('Check that the callers still ask; then look at /ready and at the error rate.', 'throughput'),
  ERROR_RATE: entry(
    'Look at the error codes by version; rollbackModel returns to the previous champion at once.',
    'error-rate',
  ),
  STREAM_CHANGES: entry('Run a drift check to see which features changed, and since when.', 'stream-changes'),
  AUC: entry('Compare with earlier cohorts; if it stays low, train on newer leads and compare in an A/B test.', 'auc'),
  AUC_DROP: entry(
    'Leads are ranked worse than the probabilities promise: look at drift, then train on newer leads.',
    'auc',
  ),
  ESTIMATED_AUC: entry(
    'An estimate before outcomes are known: look at the drift report, then at the outcomes as they come.',
    'auc',
  ),
  CALIBRATION_ERROR: entry(
    'Probabilities are off, the order may still be right: recalibrate before training again.',
    'calibration',
  ),
  CALIBRATION_BIAS: entry(
    'Probabilities are off, the order may still be right: recalibrate before training again.',
    'calibration',
  ),
  MISSING_SHARE: entry(
    'See which form, import or integration stopped sending the field; the model scores such leads as if nothing were known.',
    'data-quality',
  ),
  UNSEEN_SHARE: entry(
    'Compare the new words with the known ones: a renamed category is mended in the form or import, a real one needs training.',
    'data-quality',
  ),
  OUT_OF_RANGE_SHARE: entry(
    'Look for a changed unit or a default value first; else train on newer leads.',
    'data-quality',
  ),
  NEWEST_LEAD_AGE_HOURS: entry('Submit a lead yourself; then look at forms, imports and integrations.', 'freshness'),
  NEWEST_INTERACTION_AGE_HOURS: entry('Look at what records interactions: website, e-mail, calendar.', 'freshness'),
  NEWEST_SCORE_AGE_HOURS: entry('Check that callers still ask for scores; then look at the error rate.', 'freshness'),
  VERSION_WITHDRAWN: entry(
    'Runs of the version do not end: read the reason, see which version answers now (the previous champion or none), promote one that ends.',
    'version-withdrawn',
  ),
  LAKE_EXPECTATION: entry(
    'Compare found with expected in lakeTables, then look at what wrote the table last; a change that is right is accepted by acceptLakeExpectation.',
    'lake-expectation',
  ),
  LAKE_OVERDUE_SECONDS: entry(
    'See which gate failed, or which error the pipeline logs; the tables stay at their version until a refresh succeeds.',
    'lake-overdue',
  ),
  CRM_SYNC_LAG_SECONDS: entry(
    'See in crmSync whether a fault stops it or it catches up; then look at long transactions and missing indexes in the CRM.',
    'crm-sync-lag',
  ),
  CRM_SYNC_STOPPED: entry(
    'Read code and message: the table of error codes has the cure, and the sync resumes by itself once it is mended.',
    'crm-sync-stopped',
  ),
  CRM_WRITE_BACK_LAG_SECONDS: entry(
    'Check that the CRM answers and takes writes; scores wait in order, and only the newest of a lead is written.',
    'crm-write-back-lag',
  ),
  CRM_PARKED_ROWS: entry(
    'Read the reasons; mend the rows or the mapping, then retry them. Nothing else waits for them.',
    'crm-parked-rows',
  ),
  ROLLOUT: entry('Read in its history why the rollout ended; the champion answers all leads again.', 'rollout'),
};

function entry(advice: string, section: string): string {
  return `${advice} See ${PAGE}#${section}.`;
}
