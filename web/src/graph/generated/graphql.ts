/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whether the result of an A/B test can be trusted. */
export type AbTestValidity =
  /** More than 1 % of the leads were exposed to several arms. */
  | 'MULTIPLE_EXPOSURE'
  /** The sizes of the arms do not match their weights (chi-square test, p < 0.001): the assignment of leads is faulty. */
  | 'SAMPLE_RATIO_MISMATCH'
  /** No check failed. */
  | 'VALID';

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

/** Action on a model, done or attempted. */
export type AuditAction =
  /** A rollout was aborted: the champion answers every lead again. */
  | 'ABORT_ROLLOUT'
  /** A rollout was moved to its next step by hand. */
  | 'ADVANCE_ROLLOUT'
  /** The promotion request of another person was approved: the version became champion. */
  | 'APPROVE_PROMOTION'
  /** The next step of a rollout was approved. */
  | 'APPROVE_ROLLOUT'
  /** A version was archived. */
  | 'ARCHIVE'
  /** A token of a machine was created. */
  | 'CREATE_MACHINE_TOKEN'
  /** The override of a lead ended: a person ended it, it expired, or the lead was closed. */
  | 'END_SCORE_OVERRIDE'
  | 'ERASE_LEAD'
  /** By the system: a rollout was rolled back because of its evidence. */
  | 'FAIL_ROLLOUT'
  /** A lead was merged into another one; the states name both. */
  | 'MERGE_LEADS'
  /** The grade of a lead was overridden; the states name the lead, not the model. */
  | 'OVERRIDE_SCORE'
  /** A rollout was paused: it keeps its step and its traffic share. */
  | 'PAUSE_ROLLOUT'
  /** A version was made champion. */
  | 'PROMOTE'
  /** A version was registered. */
  | 'REGISTER'
  /** A promotion request was rejected. */
  | 'REJECT_PROMOTION'
  /** The alias challenger was removed. */
  | 'REMOVE_CHALLENGER'
  /** A promotion was requested. */
  | 'REQUEST_PROMOTION'
  /** A webhook about a change of the model was sent again on request. */
  | 'RESEND_WEBHOOK'
  /** A paused rollout was resumed. */
  | 'RESUME_ROLLOUT'
  /** A token of a machine was revoked. */
  | 'REVOKE_MACHINE_TOKEN'
  /** A former champion was made champion again. */
  | 'ROLL_BACK'
  /** A version got the alias challenger. */
  | 'SET_CHALLENGER'
  /** By the system: the configuration names another model, whose scores rank the leads of the CRM from now on. */
  | 'SET_CRM_MODEL'
  /** The limits between the grades of the model were set. */
  | 'SET_GRADE_POLICY'
  /** The promotion policy of the model was changed. */
  | 'SET_PROMOTION_POLICY'
  /** A version was moved to STAGING. */
  | 'STAGE'
  /** A rollout was started. */
  | 'START_ROLLOUT'
  /** By the system: a rollout advanced to its next step, or completed, because of its evidence. */
  | 'STEP_ROLLOUT'
  /** A merge of two leads was undone; the states name both. */
  | 'UNDO_MERGE';

/** Filter of audit events. Absent fields do not restrict; all given ones must match. */
export type AuditEventFilter = {
  /** Actions, of which any may match. */
  actions?: Array<AuditAction> | null | undefined;
  /** Subject of the access token. */
  actor?: string | null | undefined;
  /** Earliest time, inclusive. */
  from?: string | null | undefined;
  /** Name of the model. */
  model?: string | null | undefined;
  /** Outcome of the attempt. */
  outcome?: AuditOutcome | null | undefined;
  /** Latest time, exclusive. */
  until?: string | null | undefined;
  /** Number of the version. */
  version?: number | null | undefined;
};

/** Outcome of an attempt to change something. */
export type AuditOutcome =
  /** The change was made. */
  | 'APPLIED'
  /** The change was refused; `code` and `message` give the reason. */
  | 'REFUSED';

/** Origin of the leads that stand for unknown features. */
export type BackgroundSource =
  /** The newest recorded scores of the model, since the version has no reference window. */
  | 'RECORDED_SCORES'
  /** The sample that the model version was registered with. */
  | 'REFERENCE_WINDOW';

/** Decision times of a backtest. */
export type BacktestDecisionInput = {
  /** Definition of the times as of which a lead is scored. */
  at?: BacktestDecisionTime;
  /** Distribution of the ages of leads at their decision, days: equally spaced quantiles, ascending, 1 to 101 of them, each 0 to 3650. One is the age of every lead; [0, 30] spreads leads evenly over their first 30 days. The id of a lead draws its age, so that every version is tried on the same decisions. Choose the distribution that the version was trained on. RECORDED_SCORES does not use it. */
  leadAges?: Array<number>;
};

/** Definition of the times as of which a backtest scores a lead. */
export type BacktestDecisionTime =
  /** Once, when the lead had an age that its id draws from the distribution `leadAges`. */
  | 'LEAD_AGE'
  /** At the times of the scores of the lead that were recorded live by any version of the model, without backfills; at most the 100 oldest. */
  | 'RECORDED_SCORES';

/** State of a backtest. */
export type BacktestStatus =
  /** A person cancelled it. Its scores are deleted. */
  | 'CANCELLED'
  /** It cannot be run; `message` has the reason. Its scores are deleted. */
  | 'FAILED'
  /** It waits for the backtests before it: one runs at a time. */
  | 'QUEUED'
  /** It scores. After the end of a process another one resumes it. */
  | 'RUNNING'
  /** Every decision of its window was scored. */
  | 'SUCCEEDED';

/** Side of a threshold on which values are bad. */
export type BadSide =
  /** High values are bad. */
  | 'HIGH'
  /** Low values are bad. */
  | 'LOW';

/** Conditions on the leads of a batch job. A lead must meet every condition that is set. */
export type BatchFilterInput = {
  /** Leads from one of these countries, ISO 3166-1 alpha-2, such as AE; at most 100. */
  countries?: Array<string> | null | undefined;
  /** Whether leads of a closed stage are scored, too. Default: false. */
  includeClosed?: boolean | null | undefined;
  /** Leads of one of these industries, such as TRADING; at most 100. */
  industries?: Array<string> | null | undefined;
  /** Leads with these ids, at most 10000. */
  leadIds?: Array<string | number> | null | undefined;
  /** Leads that want one of these kinds of licence, such as FREE_ZONE_COMMERCIAL; at most 100. */
  licenceTypes?: Array<string> | null | undefined;
  /** Leads that one of these channels brought, such as GOOGLE_ADS; at most 100. */
  sources?: Array<string> | null | undefined;
};

/** Kind of a batch job. */
export type BatchJobKind =
  /** It takes the predictions of a run of another engine, such as Spark, into the log. */
  | 'IMPORT'
  /** It scores the leads of the Delta table `gold/features`. */
  | 'SCORE';

/** State of a batch job. */
export type BatchJobStatus =
  /** A person cancelled it. The predictions that it had written stay. */
  | 'CANCELLED'
  /** It cannot go on; `message` has the reason. The predictions that it had written stay. */
  | 'FAILED'
  /** It waits for the jobs before it: one runs at a time. */
  | 'QUEUED'
  /** It goes through its rows. After the end of a process another one resumes it. */
  | 'RUNNING'
  /** It went through all of its rows. */
  | 'SUCCEEDED';

/** Destination of the predictions of a batch job. */
export type BatchOutput =
  /** The Delta table `predictions` of the lake. */
  | 'LAKE'
  /** The prediction log: the scores of leads, with cause BATCH, which are written back to the CRM. */
  | 'LOG';

/** Reason for which a row of a batch job is not recorded in the prediction log. */
export type BatchSkipReason =
  /** The row was computed from other features than `gold/features` has at its version. */
  | 'DIGEST_MISMATCH'
  /** The run has several rows of the lead; the first counts. */
  | 'DUPLICATE'
  /** The model failed on the row. */
  | 'INFERENCE_FAILED'
  /** A rollout has another version answer the lead. */
  | 'OTHER_VERSION'
  /** Raw score or probability are no numbers from 0 to 1. */
  | 'PROBABILITY_OUT_OF_RANGE'
  /** The last score of the lead is as of a later time than the row. */
  | 'SUPERSEDED'
  /** The last score of the lead has the same version, and features that differ in nothing but their age. */
  | 'UNCHANGED'
  /** No lead has this id, or the lake has no features of it. */
  | 'UNKNOWN_LEAD'
  /** No model version of this number is registered, or it is archived. */
  | 'UNKNOWN_VERSION';

/** Consent that the person of a new lead gave. */
export type ConsentInput = {
  /** Time of the consent, not in the future; up to 30 seconds ahead counts as now. Default: now. */
  givenAt?: string | null | undefined;
  /** Purpose, a name in capitals such as CONTACT or MARKETING, at most 64 characters. */
  purpose: string;
  /** Version of the text that the person agreed to, such as `2026-11`, 1 to 100 characters. */
  textVersion: string;
};

/** Contact detail that two leads share, however each of them is written. */
export type ContactKind =
  /** Their e-mail addresses are of one mailbox. */
  | 'EMAIL'
  /** Their telephone numbers are of one line. */
  | 'PHONE';

/** Change that made the score of a lead worth writing back, against its last delivery. */
export type CrmDeliveryCause =
  /** The lead had none before. */
  | 'FIRST_SCORE'
  /** The grade of the score is another one. */
  | 'GRADE_CHANGED'
  /** Another model version computed the score, and the mapping asks for that. */
  | 'NEW_VERSION'
  /** An override began, ended or was replaced. */
  | 'OVERRIDE_CHANGED'
  /** The probability moved by `minimumChange` of the mapping or more. */
  | 'PROBABILITY_CHANGED';

/** Filter of deliveries to the CRM. An absent field does not restrict the list. */
export type CrmDeliveryFilter = {
  /** Only deliveries with this error code, such as CRM_LEAD_MISSING. */
  errorCode?: string | null | undefined;
  /** Only deliveries of this lead. */
  leadId?: string | number | null | undefined;
  /** Only deliveries in one of these states. */
  states?: Array<CrmDeliveryState> | null | undefined;
};

/** State of the delivery of a score to the CRM. */
export type CrmDeliveryState =
  /** The CRM has it, or a newer one. */
  | 'DELIVERED'
  /** It was refused too often, and is sent again by `retryDelivery` only. */
  | 'FAILED'
  /** It waits for its turn or its reasons, or is sent again later. */
  | 'PENDING'
  /** A newer one of the lead followed before it was delivered. */
  | 'SUPERSEDED';

/** Kind of facts that rows of the CRM become. */
export type CrmEntityKind =
  /** Interactions of leads. */
  | 'ACTIVITIES'
  /** Leads, and outcomes where the rows of leads have them. */
  | 'LEADS'
  /** Outcomes of leads, where they have a table of their own. */
  | 'OUTCOMES';

/** Filter of parked rows of the CRM. An absent field does not restrict the list. */
export type CrmParkedRowFilter = {
  /** Only rows with this error code, such as CRM_ROW_INVALID. */
  code?: string | null | undefined;
  /** Only rows of this entity, such as `leads`. */
  entity?: string | null | undefined;
  /** Only rows with one of these keys, at most 1,000. */
  keys?: Array<string> | null | undefined;
};

/** State of the sync with the CRM. */
export type CrmSyncState =
  /** All rows are read for the first time. */
  | 'BACKFILLING'
  /** No CRM is configured. */
  | 'OFF'
  /** Changes are followed. */
  | 'RUNNING'
  /** A fault of the CRM stops it, see `error`. It is tried again by itself. */
  | 'STOPPED';

/** Target of the scores that are written back. */
export type CrmTarget =
  /** The table of the CRM's database that the mapping names. */
  | 'DATABASE'
  /** The receiver at CRM_WEBHOOK_URL. */
  | 'WEBHOOK';

/** Reason that all rows of an entity are read. */
export type CrmWalkKind =
  /** They are read for the first time. */
  | 'BACKFILL'
  /** They are compared with the leads that are here. */
  | 'COMPARE';

/** State of the write-back to a target. */
export type CrmWriteBackState =
  /** The CRM is at fault, see `error`. It is tried again by itself; nothing is lost. */
  | 'PAUSED'
  /** Scores are delivered. */
  | 'RUNNING';

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

/** Person to erase. */
export type EraseLeadInput = {
  /** Id of a lead of the person. */
  leadId: string | number;
  /** Reason in words, 1 to 1,000 characters, without personal data: it is kept with the erasure and in the audit log. */
  reason: string;
};

/** Part of the platform that erases on its own, after the leads. */
export type ErasurePartName =
  /** Tables of the lake with all of their older versions. */
  | 'LAKE'
  /** Audit log. */
  | 'MODELS'
  /** Predictions, failed requests, exposures to rollouts, backtests and batch jobs. */
  | 'SCORES';

/** Method by which the contributions of features were computed. All are Shapley values. */
export type ExplanationMethod =
  /** Exact, for a linear model: the difference from the mean of the background. */
  | 'LINEAR'
  /** Sampled by permutations, for any other model; see standardError. */
  | 'PERMUTATION'
  /** Exact, for an ensemble of trees: path-dependent SHAP values. */
  | 'TREES';

/** Features of a lead, all optional. Numbers are finite, 0 or more. A feature that is null or absent is not set by the request. */
export type FeatureInput = {
  /** Seconds on the phone with the lead. In seconds. */
  callTime?: number | null | undefined;
  /** Calls that reached the lead. In calls. */
  callsConnected?: number | null | undefined;
  /** Employees of the company behind the lead. In employees. */
  companySize?: number | null | undefined;
  /** Country the lead comes from, ISO 3166-1 alpha-2. */
  country?: string | null | undefined;
  /** Creation time of the lead, as an alternative to leadAge. Not in the future; up to 30 seconds ahead counts as now. */
  createdAt?: string | null | undefined;
  /** Days since the latest interaction. In days. */
  daysSinceInteraction?: number | null | undefined;
  /** Links in e-mails clicked. In clicks. */
  emailClicks?: number | null | undefined;
  /** E-mails opened. In e-mails. */
  emailOpens?: number | null | undefined;
  /** Seconds taken to fill in a web form, the longest when there were several. In seconds. */
  formCompletionTime?: number | null | undefined;
  /** Industry of the company, such as TRADING or LOGISTICS. */
  industry?: string | null | undefined;
  /** Interactions of any kind within the last seven days. In interactions. */
  interactions7d?: number | null | undefined;
  /** Days since the lead was created. In days. */
  leadAge?: number | null | undefined;
  /** Kind of business licence the lead asks for. */
  licenceType?: string | null | undefined;
  /** Meetings held. In meetings. */
  meetings?: number | null | undefined;
  /** Pages seen over all website visits. In pages. */
  pageViews?: number | null | undefined;
  /** Channel that brought the lead, such as GOOGLE_ADS or PARTNER. */
  referralSource?: string | null | undefined;
  /** Seconds spent on the website. In seconds. */
  timeOnSite?: number | null | undefined;
  /** Website visits. In visits. */
  websiteVisits?: number | null | undefined;
};

/** Verdict of a promotion gate. */
export type GateVerdict =
  /** The condition is not met: the gate refuses. */
  | 'FAILED'
  /** The champion states no metric to compare with, or there are too few data. The gate refuses only if the policy requires evidence. */
  | 'INCONCLUSIVE'
  /** The condition is met. */
  | 'PASSED';

/** Grade of a lead, from A (best) to D, by the limits of its model's grade policy. */
export type Grade =
  /** Probability of limit A or more, 0.4 in v1: contact these leads first. */
  | 'A'
  /** Probability of limit B or more, 0.2 in v1, below grade A. */
  | 'B'
  /** Probability of limit C or more, 0.08 in v1, below grade B. */
  | 'C'
  /** Probability below limit C. */
  | 'D';

/** Least probability of each grade above D: 1 > a > b > c > 0. */
export type GradeLimitsInput = {
  /** Least probability of grade A, above `b` and below 1. */
  a: number;
  /** Least probability of grade B, between `c` and `a`. */
  b: number;
  /** Least probability of grade C, above 0 and below `b`; lower ones are grade D. */
  c: number;
};

/** Metric of a guardrail. */
export type GuardrailMetric =
  /** Relative fall of the conversion rate of matured leads against that of the champion, 0 to 1. */
  | 'CONVERSION'
  /** Share of failed requests of the challenger, 0 to 1. */
  | 'ERROR_RATE'
  /** Relative increase of the p95 latency over that of the champion: 0.5 is half as much again. */
  | 'LATENCY_P95'
  /** Population Stability Index of the challenger's scores against those of the champion, in nats. */
  | 'SCORE_PSI';

/** Run of another engine whose predictions are imported. */
export type ImportPredictionsInput = {
  /** Job id of its rows in the Delta table `predictions`. */
  jobId: string | number;
};

/** Interaction to record. */
export type InteractionInput = {
  /** Duration in seconds, 0 or more. */
  durationSeconds?: number | null | undefined;
  /** Id of the interaction, unique within the lead, 1 to 200 characters. An interaction with a known id is not recorded again. Default: a generated id. */
  id?: string | number | null | undefined;
  /** Kind of interaction. */
  kind: InteractionKind;
  /** Note, at most 2,000 characters. */
  note?: string | null | undefined;
  /** Time of the interaction, not in the future; up to 30 seconds ahead counts as now. */
  occurredAt: string;
  /** Number of pages of a website visit, 0 or more. */
  quantity?: number | null | undefined;
};

/** Kind of interaction between a lead and the free zone. */
export type InteractionKind =
  /** Telephone call. `durationSeconds` is 0 for a call that was not answered. */
  | 'CALL'
  /** The lead clicked a link in an e-mail. */
  | 'EMAIL_CLICKED'
  /** The lead opened an e-mail. */
  | 'EMAIL_OPENED'
  /** An e-mail was sent to the lead. */
  | 'EMAIL_SENT'
  /** The lead submitted a web form. `durationSeconds` is the time taken to fill it in. */
  | 'FORM_SUBMITTED'
  /** Meeting, in person or online. */
  | 'MEETING'
  /** A quote was sent to the lead. */
  | 'QUOTE_SENT'
  /** Visit to the website. `quantity` is the number of pages, `durationSeconds` the time on the site. */
  | 'WEBSITE_VISIT'
  /** WhatsApp message, from or to the lead. */
  | 'WHATSAPP';

/** Effect of an expectation that fails. */
export type LakeExpectationSeverity =
  /** The next layer is not written and keeps its version. The alert is CRITICAL. */
  | 'GATE'
  /** It is reported, and stops nothing. The alert is a WARNING. */
  | 'WARN';

/** Result of a check of an expectation. */
export type LakeExpectationStatus =
  /** The figure is outside of its bounds. */
  | 'FAILED'
  /** There is no data, or too little history to know the bounds. It stops nothing. */
  | 'INSUFFICIENT'
  /** The figure is within its bounds. */
  | 'PASSED';

/** Unit of the figure of an expectation. */
export type LakeFigureUnit =
  /** A number in the unit of the column. */
  | 'NUMBER'
  /** Rows, divided by those of an earlier check; 0 or more. */
  | 'RATIO'
  /** Seconds; negative for a time to come. */
  | 'SECONDS'
  /** Share of the rows, 0 to 1. */
  | 'SHARE';

/** Layer of the lake. */
export type LakeLayer =
  /** Every event as it came. */
  | 'BRONZE'
  /** Features of each lead, and the training set. */
  | 'GOLD'
  /** Scores of batch jobs. */
  | 'PREDICTIONS'
  /** Typed and deduplicated leads, interactions and outcomes, and the rows that were rejected. */
  | 'SILVER';

/** Kind of change of a lead. */
export type LeadChangeKind =
  /** The person was erased: the lead has another id, and no personal data. */
  | 'ERASED'
  /** One or more interactions with the lead were recorded. */
  | 'INTERACTIONS_RECORDED'
  /** The lead was merged into another one, or another one into it. */
  | 'MERGED'
  /** A merge of the lead was undone, whether it was merged or the survivor. */
  | 'MERGE_UNDONE'
  /** The outcome of the lead was recorded, which set its stage. */
  | 'OUTCOME_RECORDED'
  /** A person gave the lead a grade in place of the one of the model. */
  | 'SCORE_OVERRIDDEN'
  /** The override of the lead ended: a person ended it, it expired, or the lead was closed. */
  | 'SCORE_OVERRIDE_ENDED'
  /** The lead was stored for the first time. */
  | 'SUBMITTED'
  /** Fields of the lead changed. */
  | 'UPDATED';

/** Field of a lead whose values are counted. */
export type LeadFacetField =
  /** Marketing campaign that brought the lead. */
  | 'CAMPAIGN'
  /** Country of the lead. */
  | 'COUNTRY'
  /** Emirate of the lead. */
  | 'EMIRATE'
  /** Grade of the score that the lead is ranked by. */
  | 'GRADE'
  /** Industry of the company. */
  | 'INDUSTRY'
  /** Kind of business licence that the lead wants. */
  | 'LICENCE_TYPE'
  /** Member of sales who is responsible. */
  | 'OWNER'
  /** Channel that brought the lead. */
  | 'SOURCE'
  /** Stage in the sales process. */
  | 'STAGE';

/** Field of a lead, such as COMPANY_SIZE for `companySize`. */
export type LeadField =
  | 'BUSINESS_ACTIVITY'
  | 'CAMPAIGN'
  | 'COMPANY'
  | 'COMPANY_SIZE'
  | 'COUNTRY'
  | 'EMAIL'
  | 'EMIRATE'
  | 'INDUSTRY'
  | 'LICENCE_TYPE'
  | 'NAME'
  | 'NATIONALITY'
  | 'OWNER'
  | 'PHONE'
  | 'SOURCE';

/** Filter of leads. A lead must meet every condition that is set. Without `stages` and `includeClosed`, leads in the closed stages (WON, LOST, REMOVED and MERGED) are left out. */
export type LeadFilter = {
  /** Leads whose company's name contains this text, in upper or lower case. `search` finds words faster. */
  company?: string | null | undefined;
  /** Leads from one of these countries, ISO 3166-1 alpha-2 codes such as AE; at most 100. */
  countries?: Array<string> | null | undefined;
  /** Leads created before this time. */
  createdBefore?: string | null | undefined;
  /** Leads created at this time or later. */
  createdFrom?: string | null | undefined;
  /** Leads whose `crmScore` has one of these grades; overrides do not count. */
  grades?: Array<Grade> | null | undefined;
  /** true: leads whose score a person overrides now; false: the others. Default: both. */
  hasOverride?: boolean | null | undefined;
  /** Whether leads in the closed stages are included when `stages` is not set. Default: false. */
  includeClosed?: boolean | null | undefined;
  /** Leads in one of these industries, such as TRADING; at most 100. */
  industries?: Array<string> | null | undefined;
  /** Leads whose last interaction was before this time. */
  lastInteractionBefore?: string | null | undefined;
  /** Leads whose last interaction was at this time or later. */
  lastInteractionSince?: string | null | undefined;
  /** Leads that want one of these kinds of licence, such as FREE_ZONE_COMMERCIAL; at most 100. */
  licenceTypes?: Array<string> | null | undefined;
  /** Leads whose score has as many points or fewer, 1 to 99. */
  maximumPoints?: number | null | undefined;
  /** Leads whose score has this probability or less, 0 to 1. */
  maximumProbability?: number | null | undefined;
  /** Leads whose score has as many points or more, 1 to 99. */
  minimumPoints?: number | null | undefined;
  /** Leads whose score has this probability or more, 0 to 1. */
  minimumProbability?: number | null | undefined;
  /** Leads of one of these members of sales, at most 100. */
  owners?: Array<string> | null | undefined;
  /** Leads that have, for every word of this text, a word that begins with it, without regard to case and accents, in company, name, e-mail address or telephone number. A number is found from its first digit, with or without the country code, and by its last seven digits. Without the scope `leads:pii`, only the company's name is searched. At most 200 characters. */
  search?: string | null | undefined;
  /** Leads from one of these channels, such as GOOGLE_ADS; at most 100. */
  sources?: Array<string> | null | undefined;
  /** Leads in one of these stages, at most 100. Default: every open stage. */
  stages?: Array<LeadStage> | null | undefined;
  /** Leads whose score has one of these trends. */
  trends?: Array<Trend> | null | undefined;
  /** true: leads without a score; false: leads with one. Default: both. */
  unscored?: boolean | null | undefined;
  /** Leads whose fields changed at this time or later. */
  updatedSince?: string | null | undefined;
  /** true: leads without an interaction, beside those whose last one lies in the times that are set; false: leads with any interaction. Default: both. */
  withoutInteraction?: boolean | null | undefined;
  /** true: leads without an owner, beside those of `owners`; false: leads with any owner. Default: both. */
  withoutOwner?: boolean | null | undefined;
};

/** Order of a list of leads. Equal leads are ordered by their ids. */
export type LeadOrder =
  /** Scores that fell the most since a week first. A lead whose place changes between two pages may be skipped or repeated. */
  | 'CHANGE_ASC'
  /** Scores that rose the most since a week first, by log-odds; see `CrmScore.weekChange`. Leads without a score count as unchanged. A lead whose place changes between two pages may be skipped or repeated. */
  | 'CHANGE_DESC'
  /** By the name of the company, from A to Z without regard to case and accents, leads without one last. A lead whose place changes between two pages may be skipped or repeated. */
  | 'COMPANY_ASC'
  /** By the name of the company, from Z to A, leads without one first. A lead whose place changes between two pages may be skipped or repeated. */
  | 'COMPANY_DESC'
  /** Oldest first. No lead is skipped or repeated. */
  | 'CREATED_AT_ASC'
  /** Newest first. No lead is skipped or repeated. */
  | 'CREATED_AT_DESC'
  /** Leads without an interaction first, then those whose last one is the longest ago. A lead whose place changes between two pages may be skipped or repeated. */
  | 'LAST_INTERACTION_ASC'
  /** Latest interaction first, leads without one last. A lead whose place changes between two pages may be skipped or repeated. */
  | 'LAST_INTERACTION_DESC'
  /** Lowest probability first, after the leads without a score. All pages use the ranking of the time of the first page, so no lead is skipped or repeated while scores change. */
  | 'SCORE_ASC'
  /** Highest probability first, leads without a score last. All pages use the ranking of the time of the first page, so no lead is skipped or repeated while scores change. */
  | 'SCORE_DESC'
  /** The longest unchanged first. A lead whose place changes between two pages may be skipped or repeated. */
  | 'UPDATED_AT_ASC'
  /** Last changed first. A lead whose place changes between two pages may be skipped or repeated. */
  | 'UPDATED_AT_DESC';

/** Filter of scores. A score must meet every condition that is set. */
export type LeadScoredFilter = {
  /** Scores with one of these grades. */
  grades?: Array<Grade> | null | undefined;
  /** Scores of these leads, at most 1,000 ids. */
  leadIds?: Array<string | number> | null | undefined;
  /** Scores with this probability or more, 0 to 1. */
  minimumProbability?: number | null | undefined;
  /** Scores by versions of this model. */
  model?: string | null | undefined;
};

/** Stage of a lead in the sales process. */
export type LeadStage =
  /** Sales has spoken or written to the lead. */
  | 'CONTACTED'
  /** The lead was lost. Set when its outcome is recorded. */
  | 'LOST'
  /** The lead was joined into another lead, see `mergedInto`. */
  | 'MERGED'
  /** Sales has not contacted the lead yet. */
  | 'NEW'
  /** The lead has received a quote. */
  | 'PROPOSAL'
  /** The lead needs a licence or premises and can pay for it. */
  | 'QUALIFIED'
  /** The lead was deleted in the CRM, or its personal data were erased. */
  | 'REMOVED'
  /** The lead converted. Set when its outcome is recorded. */
  | 'WON';

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

/** Leads to merge. */
export type MergeLeadsInput = {
  /** Ids of the leads to merge into it, 1 to 20. */
  duplicateIds: Array<string | number>;
  /** Fields that the survivor takes from the first of the duplicates that has a value, where it has none itself. Default: none. */
  fields?: Array<LeadField> | null | undefined;
  /** Id of the survivor: the lead that stands for all of them afterwards. */
  leadId: string | number;
  /** Reason in words, 1 to 1,000 characters; stored with the merge and in the audit log. */
  reason: string;
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

/** Version of a registered model in the synchronized MLflow server. */
export type MlflowVersionInput = {
  /** Name of the registered model in MLflow. */
  name: string;
  /** Number of the version in MLflow. */
  version: number;
};

/** Name that at most one version of a model has at a time. */
export type ModelAlias =
  /** The version to test against the champion. */
  | 'CHALLENGER'
  /** The version in stage PRODUCTION; the alias follows the stage. */
  | 'CHAMPION';

/** Where a version runs when it answers callers. */
export type ModelCostClass =
  /** In the process of the scores subgraph: the file bounds the work of a run. */
  | 'IN_PROCESS'
  /** In a process of its own, which is killed when a run does not end: some milliseconds slower. */
  | 'OWN_PROCESS';

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

/** Channel that a fact came by. */
export type Origin =
  /** The API, with an access token. */
  | 'API'
  /** The CRM's database. */
  | 'CRM'
  /** Demo data. */
  | 'DEMO'
  /** A web form. */
  | 'FORM'
  /** An imported file. */
  | 'IMPORT'
  /** Recorded before channels were. */
  | 'UNKNOWN';

/** Outcome of a lead. */
export type OutcomeInput = {
  /** Time of the decision, not before the creation of the lead and not in the future; up to 30 seconds ahead counts as now. Default: now. */
  occurredAt?: string | null | undefined;
  /** Reason of the result, at most 2,000 characters. */
  reason?: string | null | undefined;
  /** Result: converted or lost. */
  result: OutcomeResult;
  /** Revenue in AED, 0 or more. Only for CONVERTED. */
  revenue?: number | null | undefined;
};

/** Result of a lead. */
export type OutcomeResult =
  /** The lead bought a licence or premises. */
  | 'CONVERTED'
  /** The lead did not buy. */
  | 'LOST';

/** Source of the scores that performance is measured on. */
export type PerformanceSource =
  /** Scores of a backtest: of the past, as of the decision time of each lead. */
  | 'BACKTEST'
  /** Scores that were recorded when they were asked for. */
  | 'LIVE';

/** Condition that a version must meet to become champion. Only METRICS and APPROVAL apply to the first champion. */
export type PromotionGate =
  /** Another person than the one who requested the promotion approved it. */
  | 'APPROVAL'
  /** Its AUC on the same holdout is higher by a minimum, or it won an A/B test. */
  | 'AUC_GAIN'
  /** Its expected calibration error on the same holdout is not larger by more than a maximum. */
  | 'CALIBRATION'
  /** The first champion of a model states its AUC: without it no later version can be compared. Not judged when there is a champion. */
  | 'METRICS'
  /** The distribution of its scores on the latest recorded requests is close to that of the champion (PSI below a maximum). */
  | 'SCORE_SHIFT';

/** Changes of the promotion policy of a model. Absent fields keep their values. */
export type PromotionPolicyInput = {
  /** Whether a passed A/B test counts as the gain in AUC. By default true. */
  acceptAbTest?: boolean | null | undefined;
  /** Gates that are judged. By default METRICS, AUC_GAIN, CALIBRATION, SCORE_SHIFT. */
  gates?: Array<PromotionGate> | null | undefined;
  /** Maximum by which the expected calibration error may rise, 0 to 1. By default 0. */
  maxCalibrationLoss?: number | null | undefined;
  /** Bound that the PSI of the scores must stay below, 0 to 100. By default 0.25. */
  maxScorePsi?: number | null | undefined;
  /** Minimum gain in AUC, −1 to 1. By default 0.02. */
  minAucGain?: number | null | undefined;
  /** Minimum number of scores for a verdict on PSI, 1 to 1,000,000. By default 200. */
  minScoreRows?: number | null | undefined;
  /** Whether an INCONCLUSIVE gate refuses, too. By default false. */
  requireEvidence?: boolean | null | undefined;
};

/** State of a promotion request. */
export type PromotionRequestStatus =
  /** The version became champion. */
  | 'APPROVED'
  /** Another person has to decide on it. */
  | 'OPEN'
  /** The champion stayed. */
  | 'REJECTED';

/** Origin of a reference window. */
export type ReferenceSource =
  /** Fixed later by `setReferenceWindow`. */
  | 'FIXED'
  /** Registered with the version. */
  | 'REGISTERED';

/** ONNX file and its manifest. Give the file in exactly one of artifactBase64, artifactPath, artifactUrl and mlflowVersion. */
export type RegisterModelVersionInput = {
  /** ONNX file in base64, at most ARTIFACT_LIMIT_BYTES (default 32 MB). */
  artifactBase64?: string | null | undefined;
  /** Absolute path of the ONNX file on the host of the models subgraph, in a folder of ARTIFACT_SOURCES. */
  artifactPath?: string | null | undefined;
  /** URL of the ONNX file, below a URL prefix of ARTIFACT_SOURCES. Redirects must stay below one. */
  artifactUrl?: string | null | undefined;
  /** Key of this registration, 1 to 200 characters. A repeat with the same key and the same input returns the version of the first call. */
  idempotencyKey?: string | null | undefined;
  /** Manifest as JSON: model (default lead-conversion), description, framework, command, signature in the format of MLflow, calibration, metrics, holdoutDigest, split, referenceWindow and scoreTolerance. Required are description and signature. The file must reproduce the scores of referenceWindow within scoreTolerance (default 0.0001, at most 0.01). With mlflowVersion nothing is required, and a given field replaces that of MLflow. */
  manifest?: unknown;
  /** Version of the synchronized MLflow server: its ONNX file, signature, metrics and tags are used. */
  mlflowVersion?: MlflowVersionInput | null | undefined;
  /** Reason for the registration, at most 1,000 characters; stored in the history. */
  reason?: string | null | undefined;
  /** Stage of the new version. */
  stage?: RegistrationStage;
  /** Number of the new version; by default the number in MLflow if that is free, else the next free one. */
  version?: number | null | undefined;
};

/** Stage of a new model version. */
export type RegistrationStage =
  /** Registered, with no further role. */
  | 'NONE'
  /** Under test from the start. */
  | 'STAGING';

/** State of a conflict with MLflow. LEFT, PENDING, REQUESTED and GONE are open, the others settled. */
export type RegistryConflictState =
  /** Both registries have the same value again. */
  | 'AGREED'
  /** The model or version was deleted in MLflow. Version, stage and traffic in this registry stay. The conflict is settled (AGREED) once it exists in MLflow again, or is archived in this registry. */
  | 'GONE'
  /** This registry has no value of its own, so MLflow keeps its value. */
  | 'LEFT'
  /** The value of this registry is to be written to MLflow. */
  | 'PENDING'
  /** The model was renamed in MLflow. It keeps its name in this registry and is synchronized under the new one. */
  | 'RENAMED'
  /** A promotion was requested for the version that became champion in MLflow; its decision is awaited. */
  | 'REQUESTED'
  /** A later conflict about the same alias or stage replaced this one. */
  | 'SUPERSEDED'
  /** The value of this registry was written to MLflow. */
  | 'WRITTEN_BACK';

/** State of the synchronization with MLflow. */
export type RegistrySyncState =
  /** The last synchronization failed; it is retried until it succeeds. */
  | 'FAILING'
  /** The last synchronization succeeded, or the first is still to come. */
  | 'FOLLOWING'
  /** No MLflow server is configured. */
  | 'OFF';

/** Reason why a version stopped being champion. Unless it is SUPERSEDED, the version can return only through the gates or the steps of a rollout. */
export type ReignEnd =
  /** Another version was promoted while a CRITICAL alert about this one was open. */
  | 'CRITICAL_ALERT'
  /** The kill switch returned to the previous champion. */
  | 'KILL_SWITCH'
  /** A rollback to a chosen former champion replaced it. */
  | 'ROLLBACK'
  /** Another version was promoted, or completed its rollout. */
  | 'SUPERSEDED';

/** Which of the deliveries that were given up; an absent field does not restrict them. */
export type RetryDeliveriesInput = {
  /** Only deliveries with this error code, such as CRM_LEAD_MISSING. */
  errorCode?: string | null | undefined;
  /** Only deliveries of this lead. */
  leadId?: string | number | null | undefined;
};

/** Arm of an A/B test. */
export type RolloutArmInput = {
  /** Number of the version. */
  version: number;
  /** Share of the traffic, above 0; the shares of all arms sum to 1. */
  weight: number;
};

/** Type of an event of a rollout. */
export type RolloutEventType =
  /** A person aborted the rollout. */
  | 'ABORT'
  /** A person moved the rollout to its next step. */
  | 'ADVANCE'
  /** The evidence was analysed, which may have ended the step or the rollout. */
  | 'ANALYSED'
  /** A person approved the next step. */
  | 'APPROVE'
  /** A person started the rollout. */
  | 'CREATE'
  /** The rollout reached a limit that ends it, or could not be evaluated for too long. */
  | 'FAIL'
  /** A person paused the rollout. */
  | 'PAUSE'
  /** A person resumed the rollout. */
  | 'RESUME'
  /** A person rolled the model back. */
  | 'ROLL_BACK'
  /** The first step became possible: the replay ended, or there was none. */
  | 'START'
  /** The hold time of the step passed. */
  | 'TIME_PASSED'
  /** The rollout could not be evaluated for a while, and does not advance. */
  | 'UNJUDGED';

/** Limit on how much worse than the champion a challenger may be. */
export type RolloutGuardrailInput = {
  /** Whether the rollout advances only when the guardrail is met; if not, the guardrail can only fail the rollout. */
  holds?: boolean;
  /** Limit of the metric. */
  limit: number;
  /** Metric that is compared; its description gives the scale of the limit. */
  metric: GuardrailMetric;
};

/** Role of a version in a rollout. */
export type RolloutRole =
  /** The version answers its share of the leads. */
  | 'CHALLENGER'
  /** The version scores the same requests, but its scores are not returned. */
  | 'SHADOW';

/** Severity of an event of a rollout. */
export type RolloutSeverity =
  /** The rollout was rolled back because of its evidence, or because it could not be evaluated for too long. */
  | 'CRITICAL'
  /** The rollout completed, was aborted, or waits for an approval. */
  | 'INFO'
  /** The rollout was rolled back by a person, or cannot be evaluated. */
  | 'WARNING';

/** State of a rollout. */
export type RolloutStatus =
  /** The rollout was aborted: the champion answers every lead. */
  | 'ABORTED'
  /** The next step needs the approval of another person than the one who started the rollout. */
  | 'AWAITING_APPROVAL'
  /** All steps are done. With CANARY and IMMEDIATE the challenger is champion. */
  | 'COMPLETED'
  /** The rollout keeps its traffic share and does not advance; a failure still ends it. */
  | 'PAUSED'
  /** Recorded requests are replayed; the challenger scores no lead yet. */
  | 'PENDING'
  /** The rollout failed, or was rolled back: the champion answers every lead. */
  | 'ROLLED_BACK'
  /** A step is in force, and evidence is collected. */
  | 'RUNNING';

/** Step of a rollout. */
export type RolloutStepInput = {
  /** Minimum duration of the step, seconds. */
  holdSeconds?: number;
  /** Minimum number of requests that the challenger answers in the step. */
  minimumSamples?: number;
  /** Whether another person must approve the step before it begins. A step with all traffic always needs an approval. */
  needsApproval?: boolean;
  /** Traffic share of all challengers together, above 0 to 1; with SHADOW, the share of requests that shadows score. */
  trafficShare: number;
};

/** Strategy of a rollout: how a version gets its traffic. */
export type RolloutStrategy =
  /** The version shares the traffic with the champion, to compare conversion rates; it is not promoted. */
  | 'AB_TEST'
  /** The traffic share of the version grows step by step; after the last step it becomes champion. */
  | 'CANARY'
  /** The version gets all traffic in one step, after an approval, and becomes champion. */
  | 'IMMEDIATE'
  /** The version scores the same requests as the champion, but its scores are not returned. */
  | 'SHADOW';

/** Trip wire of a rollout. */
export type RolloutTripWire =
  /** Number of consecutive failed requests of the challenger. */
  | 'CONSECUTIVE_FAILURES'
  /** Latency that more than 5 % of the requests of the challenger surely exceed. */
  | 'P95';

/** Limits at which a rollout ends at once. */
export type RolloutTripWiresInput = {
  /** Number of consecutive failed requests of the challenger, at least 2. */
  consecutiveFailures?: number;
  /** Maximum p95 latency of the challenger, milliseconds. */
  p95Ms?: number;
};

/** Verdict by the evidence so far. The chance of a wrong verdict does not grow with the number of evaluations. */
export type RolloutVerdict =
  /** Beyond the limit, at the confidence of the test. */
  | 'FAILURE'
  /** Not enough evidence: a step that waits for this verdict continues. */
  | 'INCONCLUSIVE'
  /** Within the limit, at the confidence of the test. */
  | 'SUCCESS';

/** Event that led to a score. Scores of SWEEP, BATCH and BACKTEST count neither as traffic nor in drift. */
export type ScoreCause =
  /** A backtest scored the lead as of a time in the past. */
  | 'BACKTEST'
  /** A batch scored many leads, such as a backlog after an import. */
  | 'BATCH'
  /** The lead was created, changed, or got an interaction. */
  | 'LEAD_CHANGED'
  /** A client asked for the score. */
  | 'REQUESTED'
  /** The previous score was old, or by an earlier version. */
  | 'SWEEP';

/** Kind of a part of the difference between two scores. */
export type ScoreChangeKind =
  /** The value changed by the passing of time only: the age of the lead, the time since its latest interaction, or interactions that are older than seven days now. */
  | 'AGE'
  /** The calibration of the model changed. */
  | 'CALIBRATION'
  /** The feature's value changed. */
  | 'FEATURE'
  /** The value stayed, and its contribution moved with the values of others. */
  | 'INTERPLAY'
  /** Another version of the model computed the score. */
  | 'MODEL_VERSION'
  /** Rounding within the model file, some millionths. */
  | 'ROUNDING';

/** Cause of the end of an override. */
export type ScoreOverrideEnd =
  /** The lead was closed. */
  | 'CLOSED'
  /** A person ended it. */
  | 'ENDED'
  /** Its time was over. */
  | 'EXPIRED'
  /** A person gave the lead another grade. */
  | 'REPLACED';

/** Version that scores the same requests without its scores being returned. */
export type ShadowVersionInput = {
  /** Share of the requests that it scores, above 0 to 1; with SHADOW, of those that the step samples. */
  share?: number;
  /** Number of the version. */
  version: number;
};

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

/** Action that changed the stage of a version. */
export type StageAction =
  /** The version was archived. */
  | 'ARCHIVE'
  /** The version became champion. */
  | 'PROMOTE'
  /** The version was registered. */
  | 'REGISTER'
  /** Another version became champion in its place. */
  | 'REPLACE'
  /** The version became champion again by a rollback. */
  | 'ROLL_BACK'
  /** The version was moved to STAGING. */
  | 'STAGE';

/** Batch job to start. */
export type StartBatchJobInput = {
  /** Time as of which features are computed, up to now, from the table `silver`. Default: the features of the table `gold/features`, as of its time. The log takes no score that is as of an earlier time than the last one of its lead. */
  asOf?: string | null | undefined;
  /** Conditions on the leads. Default: all leads whose stage is open. */
  filter?: BatchFilterInput | null | undefined;
  /** Name of the model. Default: the one that feeds the CRM. */
  model?: string | null | undefined;
  /** Number of the version, of any stage but ARCHIVED. Default: the champion. Scores of a version that does not answer traffic are recorded with the role TRIAL, and not shown. */
  modelVersion?: number | null | undefined;
  /** Whether only leads are scored whose features or version differ from those of their last prediction in the destination. Features that merely age do not count. Default: true. */
  onlyChanged?: boolean | null | undefined;
  /** Destinations of the predictions. Default: all. */
  outputs?: Array<BatchOutput> | null | undefined;
};

/** A new lead. Absent fields are unknown. */
export type SubmitLeadInput = {
  /** Purpose of the licence, in words, at most 500 characters. */
  businessActivity?: string | null | undefined;
  /** Marketing campaign that brought the lead. */
  campaign?: string | null | undefined;
  /** Name of the company, at most 200 characters. */
  company?: string | null | undefined;
  /** Number of employees of the company, 0 or more. */
  companySize?: number | null | undefined;
  /** What the person agreed to, each purpose once, at most 20. Stored with the lead, or not at all. */
  consents?: Array<ConsentInput> | null | undefined;
  /** Country of the lead, ISO 3166-1 alpha-2 code such as AE. */
  country?: string | null | undefined;
  /** Creation time of the lead, not in the future; up to 30 seconds ahead counts as now. Default: now. */
  createdAt?: string | null | undefined;
  /** E-mail address of the contact. */
  email?: string | null | undefined;
  /** Emirate of the lead, such as DUBAI. */
  emirate?: string | null | undefined;
  /** Id of the lead in the CRM, 1 to 200 characters. Default: a generated id. */
  id?: string | number | null | undefined;
  /** Industry of the company, such as TRADING. */
  industry?: string | null | undefined;
  /** Kind of business licence that the lead wants, such as FREE_ZONE_COMMERCIAL. */
  licenceType?: string | null | undefined;
  /** Name of the contact, at most 200 characters. */
  name?: string | null | undefined;
  /** Nationality of the contact, ISO 3166-1 alpha-2 code such as AE. */
  nationality?: string | null | undefined;
  /** Member of sales who is responsible for the lead. */
  owner?: string | null | undefined;
  /** Telephone number of the contact, such as +971501234567. */
  phone?: string | null | undefined;
  /** Channel that brought the lead, such as GOOGLE_ADS. */
  source?: string | null | undefined;
};

/** Direction of a score, compared with the lead's previous score by the same model. */
export type Trend =
  /** The log-odds fell by 0.25 or more: the odds shrank by the factor 1.28 or more. */
  | 'FALLING'
  /** The first score of the lead: there is no previous one. */
  | 'NEW'
  /** The log-odds rose by 0.25 or more: the odds grew to 1.28 times or more. */
  | 'RISING'
  /** The log-odds, ln(p / (1 − p)), changed by less than 0.25. Probabilities within 0.0001 of 0, or of 1, count as equal. */
  | 'STEADY';

/** Change of a lead. Absent fields stay as they are, null clears a field. */
export type UpdateLeadInput = {
  /** Purpose of the licence, in words, at most 500 characters. */
  businessActivity?: string | null | undefined;
  /** Marketing campaign that brought the lead. */
  campaign?: string | null | undefined;
  /** Name of the company, at most 200 characters. */
  company?: string | null | undefined;
  /** Number of employees of the company, 0 or more. */
  companySize?: number | null | undefined;
  /** Country of the lead, ISO 3166-1 alpha-2 code such as AE. */
  country?: string | null | undefined;
  /** E-mail address of the contact. */
  email?: string | null | undefined;
  /** Emirate of the lead, such as DUBAI. */
  emirate?: string | null | undefined;
  /** Industry of the company, such as TRADING. */
  industry?: string | null | undefined;
  /** Kind of business licence that the lead wants, such as FREE_ZONE_COMMERCIAL. */
  licenceType?: string | null | undefined;
  /** Name of the contact, at most 200 characters. */
  name?: string | null | undefined;
  /** Nationality of the contact, ISO 3166-1 alpha-2 code such as AE. */
  nationality?: string | null | undefined;
  /** Member of sales who is responsible for the lead. */
  owner?: string | null | undefined;
  /** Telephone number of the contact, such as +971501234567. */
  phone?: string | null | undefined;
  /** Channel that brought the lead, such as GOOGLE_ADS. */
  source?: string | null | undefined;
  /** Open stage of the lead: NEW, CONTACTED, QUALIFIED or PROPOSAL. `recordOutcome` closes a lead. */
  stage?: LeadStage | null | undefined;
};

/** Change of one lead among many. */
export type UpdateLeadsItemInput = {
  /** `Lead.version` that the change is based on: another version is refused with LEAD_VERSION_CONFLICT. Default: any version. */
  expectedVersion?: number | null | undefined;
  /** Id of the lead. */
  id: string | number;
  /** Fields to change. */
  input: UpdateLeadInput;
};

/** ONNX file and manifest to validate. Give the file in exactly one of artifactBase64, artifactPath and artifactUrl. */
export type ValidateModelVersionInput = {
  /** ONNX file in base64, at most ARTIFACT_LIMIT_BYTES (default 32 MB). */
  artifactBase64?: string | null | undefined;
  /** Absolute path of the ONNX file on the host of the models subgraph, in a folder of ARTIFACT_SOURCES. */
  artifactPath?: string | null | undefined;
  /** URL of the ONNX file, below a URL prefix of ARTIFACT_SOURCES. Redirects must stay below one. */
  artifactUrl?: string | null | undefined;
  /** Manifest as JSON, as for registerModelVersion. */
  manifest: unknown;
};

/** State of the delivery of a webhook. */
export type WebhookDeliveryState =
  /** The receiver accepted the webhook. */
  | 'DELIVERED'
  /** All retries failed; `lastStatus` and `lastError` give the reason. */
  | 'FAILED'
  /** The webhook is still to be sent, or to be retried. */
  | 'PENDING';

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { subject: string, scopes: Array<string> } | null };

export type DataBatchProgressFieldsFragment = { id: string, status: BatchJobStatus, startedAt: string | null, endedAt: string | null, rows: number, rowsDone: number, progress: number, rowsPerSecond: number | null, secondsLeft: number | null, recorded: number, appended: number, errorCode: string | null, message: string | null, skipped: Array<{ reason: BatchSkipReason, rows: number }> };

export type DataBatchJobsQueryVariables = Exact<{
  after?: string | null | undefined;
  statuses?: Array<BatchJobStatus> | BatchJobStatus | null | undefined;
}>;


export type DataBatchJobsQuery = { batchJobs: { edges: Array<{ node: { kind: BatchJobKind, model: string | null, version: number | null, asOf: string | null, outputs: Array<BatchOutput>, onlyChanged: boolean, sourceJobId: string | null, scheduledFor: string | null, startedBy: string, requestedAt: string, id: string, status: BatchJobStatus, startedAt: string | null, endedAt: string | null, rows: number, rowsDone: number, progress: number, rowsPerSecond: number | null, secondsLeft: number | null, recorded: number, appended: number, errorCode: string | null, message: string | null, skipped: Array<{ reason: BatchSkipReason, rows: number }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type DataBatchProgressSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type DataBatchProgressSubscription = { batchProgress: { id: string, status: BatchJobStatus, startedAt: string | null, endedAt: string | null, rows: number, rowsDone: number, progress: number, rowsPerSecond: number | null, secondsLeft: number | null, recorded: number, appended: number, errorCode: string | null, message: string | null, skipped: Array<{ reason: BatchSkipReason, rows: number }> } | null };

export type DataBatchVocabularyQueryVariables = Exact<{ [key: string]: never; }>;


export type DataBatchVocabularyQuery = { leadVocabulary: { facets: Array<{ field: LeadFacetField, values: Array<{ value: string | null, count: number }> }> } | null };

export type DataBatchStartMutationVariables = Exact<{
  input: StartBatchJobInput;
}>;


export type DataBatchStartMutation = { startBatchJob: { batchJob: { id: string } } | null };

export type DataBatchImportMutationVariables = Exact<{
  input: ImportPredictionsInput;
}>;


export type DataBatchImportMutation = { importPredictions: { batchJob: { id: string } } | null };

export type DataBatchCancelMutationVariables = Exact<{
  id: string | number;
}>;


export type DataBatchCancelMutation = { cancelBatchJob: { batchJob: { id: string, status: BatchJobStatus } } | null };

export type DataCrmQueryVariables = Exact<{ [key: string]: never; }>;


export type DataCrmQuery = { crmSync: { state: CrmSyncState, entities: Array<{ name: string, kind: CrmEntityKind, table: string, state: CrmSyncState, lagSeconds: number | null, rowsRead: number, rowsWritten: number, rowsSkipped: number, rowsParked: number, watermark: string | null, comparedAt: string | null, heldRemovals: number | null, walk: { kind: CrmWalkKind, rows: number, total: number | null, startedAt: string } | null, error: { code: string, message: string, since: string } | null }> } | null, crmWriteBack: Array<{ target: CrmTarget, state: CrmWriteBackState, pending: number, oldestPendingSeconds: number | null, delivered: number, failed: number, rate: number, error: { code: string, message: string, since: string } | null }> | null };

export type DataCrmParkedRowsQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: CrmParkedRowFilter | null | undefined;
}>;


export type DataCrmParkedRowsQuery = { crmParkedRows: { edges: Array<{ node: { entity: string, key: string, code: string, message: string, parkedAt: string, attempts: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type DataCrmDeliveriesQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: CrmDeliveryFilter | null | undefined;
}>;


export type DataCrmDeliveriesQuery = { crmDeliveries: { edges: Array<{ node: { id: string, leadId: string, target: CrmTarget, state: CrmDeliveryState, cause: CrmDeliveryCause, grade: Grade, points: number, modelVersion: string, reasons: Array<string> | null, attempts: number, dueAt: string | null, errorCode: string | null, error: string | null, createdAt: string, changedAt: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type DataCrmRetryRowsMutationVariables = Exact<{
  input: CrmParkedRowFilter;
}>;


export type DataCrmRetryRowsMutation = { retryCrmRows: { rows: number } | null };

export type DataCrmCompareMutationVariables = Exact<{
  entity?: string | null | undefined;
}>;


export type DataCrmCompareMutation = { startCrmCompare: { entities: Array<string> } | null };

export type DataCrmAcceptSchemaMutationVariables = Exact<{
  entity?: string | null | undefined;
}>;


export type DataCrmAcceptSchemaMutation = { acceptCrmSchema: { entities: Array<string> } | null };

export type DataCrmAcceptRemovalsMutationVariables = Exact<{
  entity?: string | null | undefined;
}>;


export type DataCrmAcceptRemovalsMutation = { acceptCrmRemovals: { entities: Array<string> } | null };

export type DataCrmRetryDeliveryMutationVariables = Exact<{
  id: string | number;
}>;


export type DataCrmRetryDeliveryMutation = { retryDelivery: { delivery: { id: string } } | null };

export type DataCrmRetryDeliveriesMutationVariables = Exact<{
  input: RetryDeliveriesInput;
}>;


export type DataCrmRetryDeliveriesMutation = { retryDeliveries: { deliveries: number } | null };

export type DataImportSubmitMutationVariables = Exact<{
  i0?: SubmitLeadInput;
  k0?: string | null | undefined;
  n0?: boolean;
  i1?: SubmitLeadInput;
  k1?: string | null | undefined;
  n1?: boolean;
  i2?: SubmitLeadInput;
  k2?: string | null | undefined;
  n2?: boolean;
  i3?: SubmitLeadInput;
  k3?: string | null | undefined;
  n3?: boolean;
  i4?: SubmitLeadInput;
  k4?: string | null | undefined;
  n4?: boolean;
  i5?: SubmitLeadInput;
  k5?: string | null | undefined;
  n5?: boolean;
  i6?: SubmitLeadInput;
  k6?: string | null | undefined;
  n6?: boolean;
  i7?: SubmitLeadInput;
  k7?: string | null | undefined;
  n7?: boolean;
  i8?: SubmitLeadInput;
  k8?: string | null | undefined;
  n8?: boolean;
  i9?: SubmitLeadInput;
  k9?: string | null | undefined;
  n9?: boolean;
  i10?: SubmitLeadInput;
  k10?: string | null | undefined;
  n10?: boolean;
  i11?: SubmitLeadInput;
  k11?: string | null | undefined;
  n11?: boolean;
  i12?: SubmitLeadInput;
  k12?: string | null | undefined;
  n12?: boolean;
  i13?: SubmitLeadInput;
  k13?: string | null | undefined;
  n13?: boolean;
  i14?: SubmitLeadInput;
  k14?: string | null | undefined;
  n14?: boolean;
  i15?: SubmitLeadInput;
  k15?: string | null | undefined;
  n15?: boolean;
  i16?: SubmitLeadInput;
  k16?: string | null | undefined;
  n16?: boolean;
  i17?: SubmitLeadInput;
  k17?: string | null | undefined;
  n17?: boolean;
  i18?: SubmitLeadInput;
  k18?: string | null | undefined;
  n18?: boolean;
  i19?: SubmitLeadInput;
  k19?: string | null | undefined;
  n19?: boolean;
  i20?: SubmitLeadInput;
  k20?: string | null | undefined;
  n20?: boolean;
  i21?: SubmitLeadInput;
  k21?: string | null | undefined;
  n21?: boolean;
  i22?: SubmitLeadInput;
  k22?: string | null | undefined;
  n22?: boolean;
  i23?: SubmitLeadInput;
  k23?: string | null | undefined;
  n23?: boolean;
  i24?: SubmitLeadInput;
  k24?: string | null | undefined;
  n24?: boolean;
}>;


export type DataImportSubmitMutation = { l0?: { created: boolean } | null, l1?: { created: boolean } | null, l2?: { created: boolean } | null, l3?: { created: boolean } | null, l4?: { created: boolean } | null, l5?: { created: boolean } | null, l6?: { created: boolean } | null, l7?: { created: boolean } | null, l8?: { created: boolean } | null, l9?: { created: boolean } | null, l10?: { created: boolean } | null, l11?: { created: boolean } | null, l12?: { created: boolean } | null, l13?: { created: boolean } | null, l14?: { created: boolean } | null, l15?: { created: boolean } | null, l16?: { created: boolean } | null, l17?: { created: boolean } | null, l18?: { created: boolean } | null, l19?: { created: boolean } | null, l20?: { created: boolean } | null, l21?: { created: boolean } | null, l22?: { created: boolean } | null, l23?: { created: boolean } | null, l24?: { created: boolean } | null };

export type DataImportUpdateMutationVariables = Exact<{
  updates: Array<UpdateLeadsItemInput> | UpdateLeadsItemInput;
}>;


export type DataImportUpdateMutation = { updateLeads: { results: Array<{ leadId: string, error: { code: string, message: string } | null }> } | null };

export type DataLakeQueryVariables = Exact<{ [key: string]: never; }>;


export type DataLakeQuery = { lakeTables: Array<{ layer: LakeLayer, name: string, rows: number | null, version: number | null, passedVersion: number | null, updatedAt: string | null, refreshedAt: string | null, freshnessSeconds: number | null, bytes: number | null, files: number | null, expectations: Array<{ name: string, description: string, severity: LakeExpectationSeverity, isLearnt: boolean, unit: LakeFigureUnit, status: LakeExpectationStatus | null, found: number | null, least: number | null, greatest: number | null, checkedAt: string | null }> | null }> | null, alertRules: Array<{ metric: AlertMetric, levels: Array<{ enter: number }> }> | null };

export type DataLakeHistoryQueryVariables = Exact<{
  table: string;
  expectation: string;
  first: number;
}>;


export type DataLakeHistoryQuery = { lakeExpectationResults: { edges: Array<{ node: { status: LakeExpectationStatus, unit: LakeFigureUnit | null, found: number | null, least: number | null, greatest: number | null, rows: number, version: number, checkedAt: string } }> } | null };

export type DataLakeAcceptMutationVariables = Exact<{
  table: string;
  expectation: string;
  reason: string;
}>;


export type DataLakeAcceptMutation = { acceptLakeExpectation: { expectation: { name: string } } | null };

export type DataLakeRefreshMutationVariables = Exact<{ [key: string]: never; }>;


export type DataLakeRefreshMutation = { refreshLake: { requestedAt: string } | null };

export type DataErasuresQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type DataErasuresQuery = { erasures: { edges: Array<{ node: { id: string, leadId: string, leadIds: Array<string>, actor: string, reason: string, erasedAt: string, completedAt: string | null, parts: Array<{ name: ErasurePartName, doneAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type LeadUpdateMutationVariables = Exact<{
  id: string | number;
  input: UpdateLeadInput;
  expectedVersion: number;
}>;


export type LeadUpdateMutation = { updateLead: { leadId: string } | null };

export type LeadOverrideMutationVariables = Exact<{
  id: string | number;
  grade: Grade;
  reason: string;
  expiresAt: string;
}>;


export type LeadOverrideMutation = { overrideScore: { leadId: string } | null };

export type LeadEndOverrideMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type LeadEndOverrideMutation = { endScoreOverride: { leadId: string } | null };

export type LeadRecordInteractionsMutationVariables = Exact<{
  id: string | number;
  interactions: Array<InteractionInput> | InteractionInput;
}>;


export type LeadRecordInteractionsMutation = { recordInteractions: { leadId: string, recorded: number } | null };

export type LeadRecordOutcomeMutationVariables = Exact<{
  id: string | number;
  outcome: OutcomeInput;
}>;


export type LeadRecordOutcomeMutation = { recordOutcome: { leadId: string } | null };

export type LeadScoreNowMutationVariables = Exact<{
  id: string | number;
  idempotencyKey: string;
}>;


export type LeadScoreNowMutation = { scoreLead: { score: { id: string, probability: number, grade: Grade } } | null };

export type LeadDuplicatesQueryVariables = Exact<{
  id: string | number;
  pii: boolean;
  after?: string | null | undefined;
}>;


export type LeadDuplicatesQuery = { lead: { id: string, duplicates: Array<{ matchedBy: Array<ContactKind>, lead: { id: string, version: number, createdAt: string, updatedAt: string, lastInteractionAt: string | null, stage: LeadStage, owner: string | null, name?: string | null, email?: string | null, phone?: string | null, company: string | null, companySize: number | null, industry: string | null, country: string | null, nationality: string | null, emirate: string | null, source: string | null, campaign: string | null, licenceType: string | null, businessActivity: string | null, crmScore: { probability: number, grade: Grade } | null } }> | null, merges: { edges: Array<{ node: { id: string, leadId: string, fields: Array<LeadField>, mergedAt: string, actor: string, reason?: string | null, undoneAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type LeadMergeDuplicatesMutationVariables = Exact<{
  input: MergeLeadsInput;
}>;


export type LeadMergeDuplicatesMutation = { mergeLeads: { leadId: string, merges: Array<{ id: string }> } | null };

export type LeadUndoMergeMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type LeadUndoMergeMutation = { undoMerge: { merge: { id: string } } | null };

export type LeadExplanationQueryVariables = Exact<{
  id: string | number;
}>;


export type LeadExplanationQuery = { lead: { id: string, score: { id: string, probability: number, explanation: { method: ExplanationMethod, isExact: boolean, inexactBecause: string | null, baseValue: number, margin: number, background: { source: BackgroundSource, rows: number }, contributions: Array<{ contribution: number, standardError: number, sentence: string, feature: { name: string, description: string, unit: string | null, number: number | null, text: string | null }, observed: { leads: number, converted: number, ratio: number | null } | null }> } | null, change: { difference: number, probabilityDifference: number, from: { id: string, probability: number, version: number, scoredAt: string }, parts: Array<{ kind: ScoreChangeKind, contribution: number, sentence: string, feature: { name: string, unit: string | null, number: number | null, text: string | null } | null, before: { name: string, unit: string | null, number: number | null, text: string | null } | null }> } | null } | null } | null };

export type LeadPageQueryVariables = Exact<{
  id: string | number;
  pii: boolean;
}>;


export type LeadPageQuery = { lead: { effectiveGrade: Grade | null, id: string, version: number, createdAt: string, updatedAt: string, lastInteractionAt: string | null, stage: LeadStage, owner: string | null, name?: string | null, email?: string | null, phone?: string | null, company: string | null, companySize: number | null, industry: string | null, country: string | null, nationality: string | null, emirate: string | null, source: string | null, campaign: string | null, licenceType: string | null, businessActivity: string | null, scoreOverride: { id: string, grade: Grade, actor: string, reason?: string | null, createdAt: string, expiresAt: string } | null, outcome: { result: OutcomeResult, occurredAt: string, revenue: number | null, reason?: string | null } | null, mergedInto: { id: string, company: string | null, name?: string | null } | null, crmDeliveries: { edges: Array<{ node: { id: string, target: CrmTarget, state: CrmDeliveryState, grade: Grade, attempts: number, dueAt: string | null, errorCode: string | null, error: string | null, changedAt: string } }> } | null, score: { id: string, model: string, version: number, probability: number, points: number, grade: Grade, gradePolicy: string, cause: ScoreCause, scoredAt: string, trend: Trend, previousProbability: number | null, isMonitored: boolean, features: Array<{ name: string, number: number | null, text: string | null }> } | null } | null };

export type LeadFactsFragment = { id: string, version: number, createdAt: string, updatedAt: string, lastInteractionAt: string | null, stage: LeadStage, owner: string | null, name?: string | null, email?: string | null, phone?: string | null, company: string | null, companySize: number | null, industry: string | null, country: string | null, nationality: string | null, emirate: string | null, source: string | null, campaign: string | null, licenceType: string | null, businessActivity: string | null };

export type LeadHistoryQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type LeadHistoryQuery = { lead: { id: string, scoreHistory: { nodes: Array<{ id: string, model: string, version: number, probability: number, scoredAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type LeadGradeLimitsQueryVariables = Exact<{
  model: string;
}>;


export type LeadGradeLimitsQuery = { model: { id: string, gradePolicy: { name: string, limits: { a: number, b: number, c: number } } } | null };

export type LeadChangesSubscriptionVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type LeadChangesSubscription = { leadChanged: { kind: LeadChangeKind, cursor: string } | null };

export type LeadScoresSubscriptionVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type LeadScoresSubscription = { leadScored: { cursor: string } | null };

export type LeadConsentsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type LeadConsentsQuery = { lead: { id: string, consents: { edges: Array<{ node: { id: string, purpose: string, textVersion: string, givenAt: string, origin: Origin, subject: string, withdrawnAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type LeadExportQueryVariables = Exact<{
  id: string | number;
}>;


export type LeadExportQuery = { exportPerson: { leadId: string, leadIds: Array<string>, exportedAt: string, truncatedSections: Array<string>, data: unknown } | null };

export type LeadWithdrawConsentMutationVariables = Exact<{
  id: string | number;
  purpose: string;
}>;


export type LeadWithdrawConsentMutation = { withdrawConsent: { leadId: string, withdrawn: number } | null };

export type LeadEraseMutationVariables = Exact<{
  input: EraseLeadInput;
}>;


export type LeadEraseMutation = { eraseLead: { leadId: string, erasure: { id: string } } | null };

export type LeadInteractionsQueryVariables = Exact<{
  id: string | number;
  pii: boolean;
  after?: string | null | undefined;
}>;


export type LeadInteractionsQuery = { lead: { id: string, interactions: { edges: Array<{ node: { id: string, kind: InteractionKind, occurredAt: string, durationSeconds: number | null, quantity: number | null, note?: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type LeadEventsQueryVariables = Exact<{
  id: string | number;
  pii: boolean;
}>;


export type LeadEventsQuery = { lead: { id: string, createdAt: string, source: string | null, outcome: { result: OutcomeResult, occurredAt: string, revenue: number | null, reason?: string | null } | null, stageChanges: { edges: Array<{ node: { fromStage: LeadStage | null, toStage: LeadStage, at: string } }> } | null, scoreOverrides: { edges: Array<{ node: { id: string, grade: Grade, actor: string, reason?: string | null, createdAt: string, expiresAt: string, endedAt: string | null, endCause: ScoreOverrideEnd | null, endActor: string | null, endReason?: string | null } }> } | null, merges: { edges: Array<{ node: { id: string, leadId: string, mergedAt: string, actor: string, reason?: string | null, undoneAt: string | null, undoneBy: string | null, undoReason?: string | null } }> } | null } | null };

export type LeadWordsQueryVariables = Exact<{ [key: string]: never; }>;


export type LeadWordsQuery = { leadVocabulary: { facets: Array<{ field: LeadFacetField, values: Array<{ value: string | null }> }> } | null };

export type LeadWhatIfQueryVariables = Exact<{
  id: string | number;
  features: FeatureInput;
  versions: boolean;
}>;


export type LeadWhatIfQuery = { whatIf: { difference: number, probabilityDifference: number, modelVersion?: { id: string, version: number } | null, score: { probability: number, points: number, grade: Grade }, current: { probability: number, points: number, grade: Grade, features: Array<{ name: string, description: string, unit: string | null, number: number | null, text: string | null }> }, parts: Array<{ kind: ScoreChangeKind, contribution: number, sentence: string, feature: { name: string, unit: string | null, number: number | null, text: string | null } | null, before: { name: string, unit: string | null, number: number | null, text: string | null } | null }> | null } | null };

export type LeadFeatureRangesQueryVariables = Exact<{
  model: string;
  from: string;
}>;


export type LeadFeatureRangesQuery = { featureStatistics: { version: number, features: Array<{ feature: string, least: number | null, most: number | null, quantiles: Array<{ share: number, value: number }> | null }> } | null };

export type ModelTokensQueryVariables = Exact<{
  includeEnded: boolean;
  after?: string | null | undefined;
}>;


export type ModelTokensQuery = { machineTokens: { edges: Array<{ node: { id: string, name: string, scopes: Array<string>, createdAt: string, createdBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null, revokedBy: string | null, revokeReason: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ModelCreateTokenMutationVariables = Exact<{
  name: string;
  scopes: Array<string> | string;
  expiresAt?: string | null | undefined;
  reason: string;
}>;


export type ModelCreateTokenMutation = { createMachineToken: { token: string, machineToken: { id: string, name: string, expiresAt: string } } | null };

export type ModelRevokeTokenMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type ModelRevokeTokenMutation = { revokeMachineToken: { machineToken: { id: string } } | null };

export type ModelWebhooksQueryVariables = Exact<{
  state?: WebhookDeliveryState | null | undefined;
  after?: string | null | undefined;
}>;


export type ModelWebhooksQuery = { webhookDeliveries: { edges: Array<{ node: { id: string, url: string, state: WebhookDeliveryState, attempts: number, lastStatus: number | null, lastError: string | null, at: string, nextAttemptAt: string | null, event: { action: AuditAction, model: string | null, version: number | null, at: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ModelResendWebhookMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type ModelResendWebhookMutation = { resendWebhook: { delivery: { id: string } } | null };

export type ModelRegistryQueryVariables = Exact<{
  after?: string | number | null | undefined;
}>;


export type ModelRegistryQuery = { registrySync: { state: RegistrySyncState, trackingUri: string | null, lastSyncedAt: string | null, failingSince: string | null, lastErrorCode: string | null, lastError: string | null } | null, registryConflicts: Array<{ id: string, model: string, subject: string, here: string | null, there: string | null, state: RegistryConflictState, requestId: string | null, detectedAt: string, closedAt: string | null }> | null };

export type ModelSyncRegistryMutationVariables = Exact<{ [key: string]: never; }>;


export type ModelSyncRegistryMutation = { syncRegistry: { imported: Array<{ id: string }>, updated: Array<{ subject: string }>, conflicts: Array<{ id: string }>, skipped: Array<{ model: string, mlflowVersion: number | null, code: string, reason: string }> } | null };

export type ModelBacktestsQueryVariables = Exact<{
  model: string;
  after?: string | null | undefined;
}>;


export type ModelBacktestsQuery = { backtests: { edges: Array<{ node: { id: string, version: number, status: BacktestStatus, decisionTime: BacktestDecisionTime, from: string, until: string, startedBy: string, requestedAt: string, endedAt: string | null, progress: number, leads: number, leadsDone: number, scored: number, failed: number, errorCode: string | null, message: string | null, prunedAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ModelBacktestQueryVariables = Exact<{
  id: string | number;
  mayMonitor: boolean;
}>;


export type ModelBacktestQuery = { backtest: { id: string, version: number, status: BacktestStatus, decisionTime: BacktestDecisionTime, leadAges: Array<number>, from: string, until: string, performance?: { report: { matured: number, pending: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, calibrationCurve: Array<{ leads: number, meanProbability: number, conversionRate: { estimate: number, lower: number, upper: number } }>, top: { precision: number, recall: number | null, lift: number | null } | null }, grades: Array<{ grade: string, matured: number, converted: number, conversionRate: { estimate: number, lower: number, upper: number } | null }> } | null } | null };

export type ModelBacktestPowerQueryVariables = Exact<{
  id: string | number;
  effect: number;
  trafficShare: number;
}>;


export type ModelBacktestPowerQuery = { backtest: { abTestPower: { baseline: number, championLeads: number, versionLeads: number, leads: number, sequentialLeads: number, leadsPerDay: number, days: number, alpha: number, power: number } | null } | null };

export type ModelWorthQueryVariables = Exact<{
  model: string;
  from?: string | null | undefined;
  until?: string | null | undefined;
}>;


export type ModelWorthQuery = { conversionByGrade: Array<{ grade: string, leads: number, matured: number, pending: number, converted: number, revenue: number, revenuePerConversion: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null }> | null };

export type ModelStartBacktestMutationVariables = Exact<{
  model: string;
  version: number;
  from: string;
  until: string;
  decision?: BacktestDecisionInput | null | undefined;
}>;


export type ModelStartBacktestMutation = { startBacktest: { backtest: { id: string } } | null };

export type ModelCancelBacktestMutationVariables = Exact<{
  id: string | number;
}>;


export type ModelCancelBacktestMutation = { cancelBacktest: { backtest: { id: string } } | null };

export type ModelGradesQueryVariables = Exact<{
  model: string;
  after?: string | null | undefined;
}>;


export type ModelGradesQuery = { model: { gradePolicy: { version: number, name: string, limits: { a: number, b: number, c: number } }, gradePolicies: { edges: Array<{ node: { version: number, name: string, at: string, actor: string | null, reason: string | null, limits: { a: number, b: number, c: number } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ModelGradePreviewQueryVariables = Exact<{
  model: string;
  limits: GradeLimitsInput;
}>;


export type ModelGradePreviewQuery = { gradePolicyPreview: { openLeads: number, moved: number, moves: Array<{ from: Grade, to: Grade, leads: number }>, outcomes: Array<{ grade: Grade, decided: number, converted: number, conversionRate: number | null }> } | null };

export type ModelSetGradesMutationVariables = Exact<{
  model: string;
  limits: GradeLimitsInput;
  expectedVersion?: number | null | undefined;
  reason: string;
}>;


export type ModelSetGradesMutation = { setGradePolicy: { gradePolicy: { version: number, name: string } } | null };

export type ModelChampionAtQueryVariables = Exact<{
  model: string;
  time: string;
}>;


export type ModelChampionAtQuery = { championAt: { version: number, description: string, promotedAt: string | null } | null };

export type ModelStageHistoryQueryVariables = Exact<{
  model: string;
  after?: string | null | undefined;
}>;


export type ModelStageHistoryQuery = { model: { historyConnection: { edges: Array<{ node: { sequence: number, version: number, action: StageAction, fromStage: ModelStage | null, toStage: ModelStage, at: string, actor: string, reason: string, reignEnd: ReignEnd | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ModelAuditQueryVariables = Exact<{
  filter: AuditEventFilter;
  after?: string | null | undefined;
}>;


export type ModelAuditQuery = { auditEvents: { edges: Array<{ node: { id: string, at: string, actor: string, action: AuditAction, model: string | null, version: number | null, reason: string, outcome: AuditOutcome, code: string | null, message: string | null, before: unknown, after: unknown, clientAddress: string | null, requestId: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ModelNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelNamesQuery = { models: Array<{ name: string }> | null };

export type ModelValidateMutationVariables = Exact<{
  input: ValidateModelVersionInput;
}>;


export type ModelValidateMutation = { validateModelVersion: { isValid: boolean, warnings: Array<string>, sizeBytes: number | null, inputForm: string | null, oneRowMs: number | null, batchMs: number | null, costClass: ModelCostClass | null, explanationMethod: string | null, inexactBecause: string | null, faults: Array<{ code: string, path: string | null, found: string | null, expected: string | null, message: string }>, scoreComparison: { rows: number, tolerance: number, largestDifference: number } | null } | null };

export type ModelRegisterMutationVariables = Exact<{
  input: RegisterModelVersionInput;
}>;


export type ModelRegisterMutation = { registerModelVersion: { id: string, model: string, version: number, stage: ModelStage } | null };

export type ModelStartRolloutMutationVariables = Exact<{
  model: string;
  version: number;
  strategy: RolloutStrategy;
  steps?: Array<RolloutStepInput> | RolloutStepInput | null | undefined;
  guardrails?: Array<RolloutGuardrailInput> | RolloutGuardrailInput | null | undefined;
  tripWires?: RolloutTripWiresInput | null | undefined;
  shadowVersions?: Array<ShadowVersionInput> | ShadowVersionInput | null | undefined;
  arms?: Array<RolloutArmInput> | RolloutArmInput | null | undefined;
  replayRows?: number | null | undefined;
  holdoutShare?: number | null | undefined;
  minimumEffect?: number | null | undefined;
  reason: string;
}>;


export type ModelStartRolloutMutation = { startRollout: { rollout: { id: string } } | null };

export type ModelPauseRolloutMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type ModelPauseRolloutMutation = { pauseRollout: { rollout: { id: string } } | null };

export type ModelResumeRolloutMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type ModelResumeRolloutMutation = { resumeRollout: { rollout: { id: string } } | null };

export type ModelAdvanceRolloutMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type ModelAdvanceRolloutMutation = { advanceRollout: { rollout: { id: string } } | null };

export type ModelApproveRolloutMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type ModelApproveRolloutMutation = { approveRollout: { rollout: { id: string } } | null };

export type ModelAbortRolloutMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type ModelAbortRolloutMutation = { abortRollout: { rollout: { id: string } } | null };

export type ModelRolloutsQueryVariables = Exact<{
  model: string;
  after?: string | null | undefined;
}>;


export type ModelRolloutsQuery = { model: { name: string, champion: { version: number } | null, rollout: { id: string } | null, rollouts: { edges: Array<{ node: { id: string, strategy: RolloutStrategy, status: RolloutStatus, reason: string, requestedBy: string, createdAt: string, endedAt: string | null, endReason: string | null, champion: { version: number }, versions: Array<{ role: RolloutRole, modelVersion: { version: number } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ModelAnalysisFragment = { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> };

export type ModelTrippedWireFragment = { trippedWire: { wire: RolloutTripWire, version: number, isHeld: boolean } | null };

export type ModelRolloutStateFragment = { id: string, model: string, strategy: RolloutStrategy, status: RolloutStatus, step: number, trafficShare: number, holdoutShare: number, replayRows: number, minimumEffect: number | null, requestedBy: string, reason: string, createdAt: string, endedAt: string | null, endReason: string | null, waitsFor: string | null, nextStepAt: string | null, steps: Array<{ trafficShare: number, holdSeconds: number, minimumSamples: number, needsApproval: boolean }>, guardrails: Array<{ metric: GuardrailMetric, limit: number, holds: boolean }>, tripWires: { consecutiveFailures: number, p95Ms: number }, champion: { version: number }, versions: Array<{ role: RolloutRole, weight: number, modelVersion: { version: number } }>, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }>, trippedWire: { wire: RolloutTripWire, version: number, isHeld: boolean } | null } | null };

export type ModelRolloutEventFragment = { type: RolloutEventType, at: string, actor: string, reason: string, severity: RolloutSeverity | null, status: RolloutStatus, step: number, trafficShare: number, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> } | null };

export type ModelRolloutQueryVariables = Exact<{
  id: string | number;
}>;


export type ModelRolloutQuery = { rollout: { id: string, model: string, strategy: RolloutStrategy, status: RolloutStatus, step: number, trafficShare: number, holdoutShare: number, replayRows: number, minimumEffect: number | null, requestedBy: string, reason: string, createdAt: string, endedAt: string | null, endReason: string | null, waitsFor: string | null, nextStepAt: string | null, abTest: { validity: AbTestValidity, verdict: RolloutVerdict, sampleRatioPValue: number, multipleExposure: number, neededControl: number | null, neededTreatment: number | null, arms: Array<{ weight: number, exposed: number, matured: number, converted: number, verdict: RolloutVerdict | null, modelVersion: { version: number }, difference: { estimate: number, lower: number, upper: number } | null }> } | null, holdout: { effect: { estimate: number, lower: number, upper: number } | null } | null, steps: Array<{ trafficShare: number, holdSeconds: number, minimumSamples: number, needsApproval: boolean }>, guardrails: Array<{ metric: GuardrailMetric, limit: number, holds: boolean }>, tripWires: { consecutiveFailures: number, p95Ms: number }, champion: { version: number }, versions: Array<{ role: RolloutRole, weight: number, modelVersion: { version: number } }>, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }>, trippedWire: { wire: RolloutTripWire, version: number, isHeld: boolean } | null } | null } | null };

export type ModelRolloutHistoryQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type ModelRolloutHistoryQuery = { rollout: { history: { edges: Array<{ node: { type: RolloutEventType, at: string, actor: string, reason: string, severity: RolloutSeverity | null, status: RolloutStatus, step: number, trafficShare: number, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ModelShadowReportQueryVariables = Exact<{
  id: string | number;
  version: number;
}>;


export type ModelShadowReportQuery = { rollout: { shadowReport: { count: number, errors: number, dropped: number, matured: number, spearman: number | null, meanAbsoluteDifference: number | null, scorePsi: number | null, topDecileOverlap: number | null, champion: { latencyP95Ms: number | null, auc: number | null, brier: number | null }, shadow: { latencyP95Ms: number | null, auc: number | null, brier: number | null } } | null } | null };

export type ModelRolloutChangedSubscriptionVariables = Exact<{
  model?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ModelRolloutChangedSubscription = { rolloutChanged: { cursor: string, event: { type: RolloutEventType, at: string, actor: string, reason: string, severity: RolloutSeverity | null, status: RolloutStatus, step: number, trafficShare: number, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> } | null }, rollout: { id: string, status: RolloutStatus, step: number, trafficShare: number, waitsFor: string | null, nextStepAt: string | null, endedAt: string | null, endReason: string | null, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }>, trippedWire: { wire: RolloutTripWire, version: number, isHeld: boolean } | null } | null } } | null };

export type ModelStageMutationVariables = Exact<{
  model: string;
  version: number;
  reason: string;
}>;


export type ModelStageMutation = { stageModelVersion: { id: string } | null };

export type ModelPromoteMutationVariables = Exact<{
  model: string;
  version: number;
  reason: string;
}>;


export type ModelPromoteMutation = { promoteModelVersion: { id: string } | null };

export type ModelArchiveMutationVariables = Exact<{
  model: string;
  version: number;
  reason: string;
}>;


export type ModelArchiveMutation = { archiveModelVersion: { id: string } | null };

export type ModelSetChallengerMutationVariables = Exact<{
  model: string;
  version: number;
  reason: string;
}>;


export type ModelSetChallengerMutation = { setChallenger: { id: string } | null };

export type ModelRemoveChallengerMutationVariables = Exact<{
  model: string;
  reason: string;
}>;


export type ModelRemoveChallengerMutation = { removeChallenger: { id: string } | null };

export type ModelRollBackMutationVariables = Exact<{
  model: string;
  toVersion?: number | null | undefined;
  reason: string;
}>;


export type ModelRollBackMutation = { rollbackModel: { id: string, version: number } | null };

export type ModelRequestPromotionMutationVariables = Exact<{
  model: string;
  version: number;
  reason: string;
}>;


export type ModelRequestPromotionMutation = { requestPromotion: { id: string } | null };

export type ModelApprovePromotionMutationVariables = Exact<{
  id: string | number;
  override: boolean;
  reason: string;
}>;


export type ModelApprovePromotionMutation = { approvePromotion: { id: string } | null };

export type ModelRejectPromotionMutationVariables = Exact<{
  id: string | number;
  reason: string;
}>;


export type ModelRejectPromotionMutation = { rejectPromotion: { id: string } | null };

export type ModelGatesQueryVariables = Exact<{
  model: string;
  version: number;
}>;


export type ModelGatesQuery = { promotionGates: Array<{ gate: PromotionGate, verdict: GateVerdict, found: string, needed: string }> | null };

export type ModelPromotionPolicyQueryVariables = Exact<{
  model: string;
}>;


export type ModelPromotionPolicyQuery = { model: { promotionPolicy: { gates: Array<PromotionGate>, minAucGain: number, acceptAbTest: boolean, maxCalibrationLoss: number, maxScorePsi: number, minScoreRows: number, requireEvidence: boolean } } | null };

export type ModelSetPromotionPolicyMutationVariables = Exact<{
  model: string;
  policy: PromotionPolicyInput;
  reason: string;
}>;


export type ModelSetPromotionPolicyMutation = { setPromotionPolicy: { gates: Array<PromotionGate> } | null };

export type ModelPromotionRequestsQueryVariables = Exact<{
  model: string;
  after?: string | number | null | undefined;
}>;


export type ModelPromotionRequestsQuery = { model: { champion: { version: number } | null, promotionRequests: Array<{ id: string, version: number, status: PromotionRequestStatus, overridden: boolean, requestedAt: string, requestedBy: string, requestReason: string, decidedAt: string | null, decidedBy: string | null, decisionReason: string | null, gates: Array<{ gate: PromotionGate, verdict: GateVerdict, found: string, needed: string }> }> } | null };

export type ModelListedVersionFragment = { id: string, version: number, stage: ModelStage, aliases: Array<ModelAlias>, description: string, createdAt: string, createdBy: string, metrics: Array<{ name: string, value: number }> };

export type ModelVersionsQueryVariables = Exact<{
  model: string;
  after?: number | null | undefined;
}>;


export type ModelVersionsQuery = { model: { name: string, champion: { version: number } | null, challenger: { version: number } | null, rollout: { id: string, strategy: RolloutStrategy, status: RolloutStatus, trafficShare: number, challenger: { version: number } | null } | null, versions: Array<{ id: string, version: number, stage: ModelStage, aliases: Array<ModelAlias>, description: string, createdAt: string, createdBy: string, metrics: Array<{ name: string, value: number }> }>, promotionPolicy: { gates: Array<PromotionGate> } } | null };

export type ModelAskedVersionQueryVariables = Exact<{
  model: string;
  version: number;
}>;


export type ModelAskedVersionQuery = { modelVersion: { id: string, version: number, stage: ModelStage, aliases: Array<ModelAlias>, description: string, createdAt: string, createdBy: string, metrics: Array<{ name: string, value: number }> } | null };

export type ModelVersionDetailsQueryVariables = Exact<{
  model: string;
  version: number;
}>;


export type ModelVersionDetailsQuery = { modelVersion: { version: number, description: string, framework: string, command: string, digest: string, sizeBytes: number, createdAt: string, createdBy: string, holdout: string | null, signature: { inputForm: string, inputs: Array<{ name: string, type: string, required: boolean }> }, referenceWindow: { from: string, until: string, rows: number } | null, scoreComparison: { rows: number, tolerance: number, largestDifference: number } | null, mlflow: { name: string, version: number, deletedAt: string | null } | null } | null };

export type ModelComparedFragment = { id: string, version: number, stage: ModelStage, holdout: string | null, sizeBytes: number, framework: string, metrics: Array<{ name: string, value: number }>, calibration: { method: string, slope: number | null, intercept: number | null }, signature: { inputForm: string, inputs: Array<{ name: string, type: string, required: boolean }> }, performance?: { report: { matured: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, top: { precision: number, recall: number | null, lift: number | null } | null } } | null, drift?: { edges: Array<{ node: { outcome: DriftOutcome, at: string } }> } | null };

export type ModelIntervalFragment = { estimate: number, lower: number, upper: number };

export type ModelTrafficFragment = { points: Array<{ predictions: number, failures: number, latency: { p95Ms: number } | null }> };

export type ModelComparisonQueryVariables = Exact<{
  model: string;
  first: number;
  second: number;
  third: number;
  hasThird: boolean;
  mayMonitor: boolean;
}>;


export type ModelComparisonQuery = { first: { id: string, version: number, stage: ModelStage, holdout: string | null, sizeBytes: number, framework: string, metrics: Array<{ name: string, value: number }>, calibration: { method: string, slope: number | null, intercept: number | null }, signature: { inputForm: string, inputs: Array<{ name: string, type: string, required: boolean }> }, performance?: { report: { matured: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, top: { precision: number, recall: number | null, lift: number | null } | null } } | null, drift?: { edges: Array<{ node: { outcome: DriftOutcome, at: string } }> } | null } | null, second: { id: string, version: number, stage: ModelStage, holdout: string | null, sizeBytes: number, framework: string, metrics: Array<{ name: string, value: number }>, calibration: { method: string, slope: number | null, intercept: number | null }, signature: { inputForm: string, inputs: Array<{ name: string, type: string, required: boolean }> }, performance?: { report: { matured: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, top: { precision: number, recall: number | null, lift: number | null } | null } } | null, drift?: { edges: Array<{ node: { outcome: DriftOutcome, at: string } }> } | null } | null, third?: { id: string, version: number, stage: ModelStage, holdout: string | null, sizeBytes: number, framework: string, metrics: Array<{ name: string, value: number }>, calibration: { method: string, slope: number | null, intercept: number | null }, signature: { inputForm: string, inputs: Array<{ name: string, type: string, required: boolean }> }, performance?: { report: { matured: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, top: { precision: number, recall: number | null, lift: number | null } | null } } | null, drift?: { edges: Array<{ node: { outcome: DriftOutcome, at: string } }> } | null } | null };

export type ModelTrafficComparisonQueryVariables = Exact<{
  model: string;
  first: number;
  second: number;
  third: number;
  hasThird: boolean;
}>;


export type ModelTrafficComparisonQuery = { first: { points: Array<{ predictions: number, failures: number, latency: { p95Ms: number } | null }> } | null, second: { points: Array<{ predictions: number, failures: number, latency: { p95Ms: number } | null }> } | null, third?: { points: Array<{ predictions: number, failures: number, latency: { p95Ms: number } | null }> } | null };

export type MonitoringAlertHeadFragment = { id: string, rule: string, metric: AlertMetric, model: string, version: number | null, feature: string | null, slice: string | null, status: AlertStatus, severity: AlertSeverity, value: number | null, openedAt: string, openings: number, resolvedAt: string | null, acknowledgedBy: string | null, mutedUntil: string | null, noDataSince: string | null, observedAt: string | null };

export type MonitoringAlertsQueryVariables = Exact<{
  filter: AlertFilterInput;
  first: number;
  after?: string | null | undefined;
}>;


export type MonitoringAlertsQuery = { alerts: { edges: Array<{ node: { id: string, rule: string, metric: AlertMetric, model: string, version: number | null, feature: string | null, slice: string | null, status: AlertStatus, severity: AlertSeverity, value: number | null, openedAt: string, openings: number, resolvedAt: string | null, acknowledgedBy: string | null, mutedUntil: string | null, noDataSince: string | null, observedAt: string | null, incident: { id: string, check: AlertCheckKind, model: string, status: AlertStatus, severity: AlertSeverity, openCount: number, alertCount: number } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type MonitoringAlertQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type MonitoringAlertQuery = { alert: { resolvedBy: string | null, evidence: unknown, runbook: string, url: string | null, id: string, rule: string, metric: AlertMetric, model: string, version: number | null, feature: string | null, slice: string | null, status: AlertStatus, severity: AlertSeverity, value: number | null, openedAt: string, openings: number, resolvedAt: string | null, acknowledgedBy: string | null, mutedUntil: string | null, noDataSince: string | null, observedAt: string | null, history: Array<{ type: AlertEventType, at: string, actor: string, reason: string | null, status: AlertStatus | null, severity: AlertSeverity | null, value: number | null, threshold: number | null, isTold: boolean }>, deliveries: Array<{ id: string, receiver: AlertReceiver, recipient: string | null, type: AlertEventType, state: AlertDeliveryState, attempts: number, lastStatus: number | null, lastError: string | null, at: string, nextAttemptAt: string | null }>, incident: { id: string, check: AlertCheckKind, model: string, status: AlertStatus, severity: AlertSeverity, openedAt: string, alertCount: number, openCount: number, alerts: { edges: Array<{ node: { id: string, rule: string, metric: AlertMetric, model: string, version: number | null, feature: string | null, slice: string | null, status: AlertStatus, severity: AlertSeverity, value: number | null, openedAt: string, openings: number, resolvedAt: string | null, acknowledgedBy: string | null, mutedUntil: string | null, noDataSince: string | null, observedAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null, alertRules: Array<{ name: string, levels: Array<{ severity: AlertSeverity, enter: number, leave: number }> }> | null };

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

export type MonitoringMaintenanceQueryVariables = Exact<{
  after?: string | number | null | undefined;
}>;


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


export type MonitoringDriftQuery = { driftReports: { edges: Array<{ node: { id: string, version: number, at: string, outcome: DriftOutcome, actor: string | null, backtest: { id: string } | null, current: { rows: number }, againstReference: { score: { feature: string, degree: number | null }, gradeMix: { feature: string, degree: number | null }, features: Array<{ feature: string, degree: number | null }> } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type MonitoringDriftFeatureFragment = { feature: string, outcome: DriftOutcome, degree: number | null, decidedBy: DriftStatistic | null, adjustedPValue: number, contribution: number | null, impact: number | null, referenceRows: number, currentRows: number, statistics: { psi: number, psiChanceLevel: number | null, psiBeyondChance: number, klDivergence: number, jensenShannonDistance: number | null, chiSquare: number, chiSquarePValue: number, kolmogorovSmirnov: number | null, kolmogorovSmirnovPValue: number | null, wasserstein: number | null, wassersteinNormalised: number | null, missingPValue: number | null }, histogram: Array<{ kind: DriftBinKind, from: number | null, to: number | null, value: number | null, category: string | null, categories: number | null, reference: number, current: number }>, newCategories: Array<{ category: string, rows: number }> };

export type MonitoringDriftReportQueryVariables = Exact<{
  id: string | number;
}>;


export type MonitoringDriftReportQuery = { driftReport: { id: string, model: string, version: number, at: string, actor: string | null, durationMs: number, outcome: DriftOutcome, backtest: { id: string } | null, reference: { from: string, until: string, rows: number, source: ReferenceSource }, current: { from: string, until: string, rows: number }, previous: { from: string, until: string, rows: number } | null, againstReference: { outcome: DriftOutcome, score: { feature: string, outcome: DriftOutcome, degree: number | null, decidedBy: DriftStatistic | null, adjustedPValue: number, contribution: number | null, impact: number | null, referenceRows: number, currentRows: number, statistics: { psi: number, psiChanceLevel: number | null, psiBeyondChance: number, klDivergence: number, jensenShannonDistance: number | null, chiSquare: number, chiSquarePValue: number, kolmogorovSmirnov: number | null, kolmogorovSmirnovPValue: number | null, wasserstein: number | null, wassersteinNormalised: number | null, missingPValue: number | null }, histogram: Array<{ kind: DriftBinKind, from: number | null, to: number | null, value: number | null, category: string | null, categories: number | null, reference: number, current: number }>, newCategories: Array<{ category: string, rows: number }> }, gradeMix: { feature: string, outcome: DriftOutcome, degree: number | null, decidedBy: DriftStatistic | null, adjustedPValue: number, contribution: number | null, impact: number | null, referenceRows: number, currentRows: number, statistics: { psi: number, psiChanceLevel: number | null, psiBeyondChance: number, klDivergence: number, jensenShannonDistance: number | null, chiSquare: number, chiSquarePValue: number, kolmogorovSmirnov: number | null, kolmogorovSmirnovPValue: number | null, wasserstein: number | null, wassersteinNormalised: number | null, missingPValue: number | null }, histogram: Array<{ kind: DriftBinKind, from: number | null, to: number | null, value: number | null, category: string | null, categories: number | null, reference: number, current: number }>, newCategories: Array<{ category: string, rows: number }> }, features: Array<{ feature: string, outcome: DriftOutcome, degree: number | null, decidedBy: DriftStatistic | null, adjustedPValue: number, contribution: number | null, impact: number | null, referenceRows: number, currentRows: number, statistics: { psi: number, psiChanceLevel: number | null, psiBeyondChance: number, klDivergence: number, jensenShannonDistance: number | null, chiSquare: number, chiSquarePValue: number, kolmogorovSmirnov: number | null, kolmogorovSmirnovPValue: number | null, wasserstein: number | null, wassersteinNormalised: number | null, missingPValue: number | null }, histogram: Array<{ kind: DriftBinKind, from: number | null, to: number | null, value: number | null, category: string | null, categories: number | null, reference: number, current: number }>, newCategories: Array<{ category: string, rows: number }> }> }, againstPrevious: { outcome: DriftOutcome, features: Array<{ feature: string, outcome: DriftOutcome, degree: number | null }> } | null, slices: Array<{ dimension: string, slice: string, referenceRows: number, currentRows: number, outcome: DriftOutcome, drifting: Array<{ feature: string, outcome: DriftOutcome, degree: number | null }> }> } | null };

export type MonitoringDriftChangesQueryVariables = Exact<{
  model: string;
  version: number;
  after?: string | null | undefined;
}>;


export type MonitoringDriftChangesQuery = { modelVersion: { id: string, driftChanges: { edges: Array<{ node: { id: string, measure: DriftMeasure, detector: DriftDetector, direction: DriftDirection, meanBefore: number | null, meanAfter: number | null, at: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type MonitoringFixedWindowsQueryVariables = Exact<{
  model: string;
  version: number;
  after?: string | null | undefined;
}>;


export type MonitoringFixedWindowsQuery = { modelVersion: { id: string, fixedReferenceWindows: { edges: Array<{ node: { id: string, from: string, until: string, rows: number, at: string, actor: string, reason: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

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
  after?: number | null | undefined;
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

export type QueueUpdateMutationVariables = Exact<{
  updates: Array<UpdateLeadsItemInput> | UpdateLeadsItemInput;
}>;


export type QueueUpdateMutation = { updateLeads: { results: Array<{ leadId: string, error: { code: string, message: string } | null }> } | null };

export type QueueScoreMutationVariables = Exact<{
  leadIds: Array<string | number> | string | number;
}>;


export type QueueScoreMutation = { scoreLeads: { results: Array<{ leadId: string, error: { code: string, message: string } | null }> } | null };

export type QueueCountQueryVariables = Exact<{
  filter: LeadFilter;
}>;


export type QueueCountQuery = { leads: { totalCount: number | null, totalCountIsExact: boolean | null, warnings: Array<string> | null } | null };

export type QueueFacetsQueryVariables = Exact<{
  filter: LeadFilter;
  fields: Array<LeadFacetField> | LeadFacetField;
}>;


export type QueueFacetsQuery = { leads: { facets: Array<{ field: LeadFacetField, isExact: boolean, valueCount: number, values: Array<{ value: string | null, count: number }> }> | null } | null };

export type QueueWordsQueryVariables = Exact<{
  fields: Array<LeadFacetField> | LeadFacetField;
}>;


export type QueueWordsQuery = { leadVocabulary: { facets: Array<{ field: LeadFacetField, values: Array<{ value: string | null, count: number }> }> } | null };

export type QueueRowFragment = { id: string, version: number, name?: string | null, company: string | null, stage: LeadStage, owner: string | null, industry: string | null, country: string | null, source: string | null, licenceType: string | null, createdAt: string, lastInteractionAt: string | null, scoreOverride: { grade: Grade } | null };

export type QueueLeadsQueryVariables = Exact<{
  filter: LeadFilter;
  orderBy: LeadOrder;
  first: number;
  after?: string | null | undefined;
  before?: string | null | undefined;
  personal: boolean;
}>;


export type QueueLeadsQuery = { leads: { edges: Array<{ cursor: string, node: { id: string, version: number, name?: string | null, company: string | null, stage: LeadStage, owner: string | null, industry: string | null, country: string | null, source: string | null, licenceType: string | null, createdAt: string, lastInteractionAt: string | null, crmScore: { probability: number, points: number, grade: Grade, weekChange: number, scoredAt: string, modelVersion: string } | null, score: { model: string, probability: number, points: number, grade: Grade, scoredAt: string, trend: Trend, previousProbability: number | null, reasons: Array<{ contribution: number, sentence: string, feature: { name: string, number: number | null, text: string | null } }> | null } | null, scoreOverride: { grade: Grade } | null } }>, pageInfo: { hasNextPage: boolean } } | null };

export type QueueCursorsQueryVariables = Exact<{
  filter: LeadFilter;
  orderBy: LeadOrder;
  after?: string | null | undefined;
}>;


export type QueueCursorsQuery = { leads: { edges: Array<{ cursor: string }>, pageInfo: { hasNextPage: boolean } } | null };

export type QueueHeadQueryVariables = Exact<{
  filter: LeadFilter;
  orderBy: LeadOrder;
}>;


export type QueueHeadQuery = { leads: { edges: Array<{ node: { id: string } }> } | null };

export type QueueScoresSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  leadIds: Array<string | number> | string | number;
}>;


export type QueueScoresSubscription = { leadScored: { cursor: string, model: string, version: number, probability: number, points: number, grade: Grade, trend: Trend, previousProbability: number | null, scoredAt: string, lead: { id: string } | null } | null };

export type QueueChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  leadIds: Array<string | number> | string | number;
  personal: boolean;
}>;


export type QueueChangesSubscription = { leadChanged: { cursor: string, lead: { id: string, version: number, name?: string | null, company: string | null, stage: LeadStage, owner: string | null, industry: string | null, country: string | null, source: string | null, licenceType: string | null, createdAt: string, lastInteractionAt: string | null, scoreOverride: { grade: Grade } | null } | null } | null };

export type QueueScoresBeyondSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter: LeadScoredFilter;
}>;


export type QueueScoresBeyondSubscription = { leadScored: { cursor: string } | null };

export type QueueChangesBeyondSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type QueueChangesBeyondSubscription = { leadChanged: { cursor: string } | null };

export type ModelVersionNumbersQueryVariables = Exact<{
  after?: number | null | undefined;
}>;


export type ModelVersionNumbersQuery = { models: Array<{ name: string, champion: { version: number } | null, versions: Array<{ version: number, stage: ModelStage, promotedAt: string | null }> }> | null };

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
export const DataBatchProgressFieldsFragmentDoc = new TypedDocumentString(`
    fragment DataBatchProgressFields on BatchJob {
  id
  status
  startedAt
  endedAt
  rows
  rowsDone
  progress
  rowsPerSecond
  secondsLeft
  recorded
  appended
  skipped {
    reason
    rows
  }
  errorCode
  message
}
    `, {"fragmentName":"DataBatchProgressFields"}) as unknown as TypedDocumentString<DataBatchProgressFieldsFragment, unknown>;
export const LeadFactsFragmentDoc = new TypedDocumentString(`
    fragment LeadFacts on Lead {
  id
  version
  createdAt
  updatedAt
  lastInteractionAt
  stage
  owner
  name @include(if: $pii)
  email @include(if: $pii)
  phone @include(if: $pii)
  company
  companySize
  industry
  country
  nationality
  emirate
  source
  campaign
  licenceType
  businessActivity
}
    `, {"fragmentName":"LeadFacts"}) as unknown as TypedDocumentString<LeadFactsFragment, unknown>;
export const ModelAnalysisFragmentDoc = new TypedDocumentString(`
    fragment ModelAnalysis on RolloutAnalysis {
  verdict
  at
  explanation
  metrics {
    metric
    verdict
    holds
    found
    lower
    upper
    limit
    champion
    samples
    needed
    neededDays
    explanation
  }
}
    `, {"fragmentName":"ModelAnalysis"}) as unknown as TypedDocumentString<ModelAnalysisFragment, unknown>;
export const ModelTrippedWireFragmentDoc = new TypedDocumentString(`
    fragment ModelTrippedWire on RolloutAnalysis {
  trippedWire {
    wire
    version
    isHeld
  }
}
    `, {"fragmentName":"ModelTrippedWire"}) as unknown as TypedDocumentString<ModelTrippedWireFragment, unknown>;
export const ModelRolloutStateFragmentDoc = new TypedDocumentString(`
    fragment ModelRolloutState on Rollout {
  id
  model
  strategy
  status
  step
  trafficShare
  holdoutShare
  replayRows
  minimumEffect
  requestedBy
  reason
  createdAt
  endedAt
  endReason
  waitsFor
  nextStepAt
  steps {
    trafficShare
    holdSeconds
    minimumSamples
    needsApproval
  }
  guardrails {
    metric
    limit
    holds
  }
  tripWires {
    consecutiveFailures
    p95Ms
  }
  champion {
    version
  }
  versions {
    role
    weight
    modelVersion {
      version
    }
  }
  analysis {
    ...ModelAnalysis
    ...ModelTrippedWire
  }
}
    fragment ModelAnalysis on RolloutAnalysis {
  verdict
  at
  explanation
  metrics {
    metric
    verdict
    holds
    found
    lower
    upper
    limit
    champion
    samples
    needed
    neededDays
    explanation
  }
}
fragment ModelTrippedWire on RolloutAnalysis {
  trippedWire {
    wire
    version
    isHeld
  }
}`, {"fragmentName":"ModelRolloutState"}) as unknown as TypedDocumentString<ModelRolloutStateFragment, unknown>;
export const ModelRolloutEventFragmentDoc = new TypedDocumentString(`
    fragment ModelRolloutEvent on RolloutEvent {
  type
  at
  actor
  reason
  severity
  status
  step
  trafficShare
  analysis {
    ...ModelAnalysis
  }
}
    fragment ModelAnalysis on RolloutAnalysis {
  verdict
  at
  explanation
  metrics {
    metric
    verdict
    holds
    found
    lower
    upper
    limit
    champion
    samples
    needed
    neededDays
    explanation
  }
}`, {"fragmentName":"ModelRolloutEvent"}) as unknown as TypedDocumentString<ModelRolloutEventFragment, unknown>;
export const ModelListedVersionFragmentDoc = new TypedDocumentString(`
    fragment ModelListedVersion on ModelVersion {
  id
  version
  stage
  aliases
  description
  createdAt
  createdBy
  metrics {
    name
    value
  }
}
    `, {"fragmentName":"ModelListedVersion"}) as unknown as TypedDocumentString<ModelListedVersionFragment, unknown>;
export const ModelIntervalFragmentDoc = new TypedDocumentString(`
    fragment ModelInterval on Interval {
  estimate
  lower
  upper
}
    `, {"fragmentName":"ModelInterval"}) as unknown as TypedDocumentString<ModelIntervalFragment, unknown>;
export const ModelComparedFragmentDoc = new TypedDocumentString(`
    fragment ModelCompared on ModelVersion {
  id
  version
  stage
  holdout
  sizeBytes
  framework
  metrics {
    name
    value
  }
  calibration {
    method
    slope
    intercept
  }
  signature {
    inputForm
    inputs {
      name
      type
      required
    }
  }
  performance(source: LIVE) @include(if: $mayMonitor) {
    report {
      matured
      conversionRate {
        ...ModelInterval
      }
      auc {
        auc
        lower
        upper
      }
      brierInterval {
        ...ModelInterval
      }
      logLoss
      calibration {
        expectedError
        signedBias
      }
      top {
        precision
        recall
        lift
      }
    }
  }
  drift(first: 1) @include(if: $mayMonitor) {
    edges {
      node {
        outcome
        at
      }
    }
  }
}
    fragment ModelInterval on Interval {
  estimate
  lower
  upper
}`, {"fragmentName":"ModelCompared"}) as unknown as TypedDocumentString<ModelComparedFragment, unknown>;
export const ModelTrafficFragmentDoc = new TypedDocumentString(`
    fragment ModelTraffic on MetricsHistory {
  points {
    predictions
    failures
    latency {
      p95Ms
    }
  }
}
    `, {"fragmentName":"ModelTraffic"}) as unknown as TypedDocumentString<ModelTrafficFragment, unknown>;
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
export const QueueRowFragmentDoc = new TypedDocumentString(`
    fragment QueueRow on Lead {
  id
  version
  name @include(if: $personal)
  company
  stage
  owner
  industry
  country
  source
  licenceType
  createdAt
  lastInteractionAt
  scoreOverride {
    grade
  }
}
    `, {"fragmentName":"QueueRow"}) as unknown as TypedDocumentString<QueueRowFragment, unknown>;
export const ViewerDocument = {"__meta__":{"hash":"sha256:effde87a32f04432063b6d820ace428b69ef9c0d35e5fc523e1b6b2bedd6e505"}} as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const DataBatchJobsDocument = {"__meta__":{"hash":"sha256:429376937cbc3f4adeb3cfc90aca12c826a0f9147e85ee2e3a83e50e9a019fa2"}} as unknown as TypedDocumentString<DataBatchJobsQuery, DataBatchJobsQueryVariables>;
export const DataBatchProgressDocument = {"__meta__":{"hash":"sha256:85684b05d3e2fea2cd010de598da011c0c13899691e52fe81f2ea012feebe242"}} as unknown as TypedDocumentString<DataBatchProgressSubscription, DataBatchProgressSubscriptionVariables>;
export const DataBatchVocabularyDocument = {"__meta__":{"hash":"sha256:c6c15751907f6a2a2205121f26cc8110ce2b233af4813cdef61c1fcdb4296d01"}} as unknown as TypedDocumentString<DataBatchVocabularyQuery, DataBatchVocabularyQueryVariables>;
export const DataBatchStartDocument = {"__meta__":{"hash":"sha256:312785002a81a2493d9328ecab8142bcbb24480e3d287b8d40cd224a7ff8ebfd"}} as unknown as TypedDocumentString<DataBatchStartMutation, DataBatchStartMutationVariables>;
export const DataBatchImportDocument = {"__meta__":{"hash":"sha256:8f6dccb360f56fcf3414bd47f0a4e2918b34cd498c6ac3ef7d1c88f539521c4d"}} as unknown as TypedDocumentString<DataBatchImportMutation, DataBatchImportMutationVariables>;
export const DataBatchCancelDocument = {"__meta__":{"hash":"sha256:606f2366b402002b952b2f2249b8e9b598506a0c485be6d804fec87b0e843587"}} as unknown as TypedDocumentString<DataBatchCancelMutation, DataBatchCancelMutationVariables>;
export const DataCrmDocument = {"__meta__":{"hash":"sha256:0c8b53874ece689bc5790e4c3ebb4cb92ea36d545a402189b491bbc3921093ff"}} as unknown as TypedDocumentString<DataCrmQuery, DataCrmQueryVariables>;
export const DataCrmParkedRowsDocument = {"__meta__":{"hash":"sha256:54273991d95490b1184b151d9d4a69ef5e629c572d801a86b962401f8d0bd9d5"}} as unknown as TypedDocumentString<DataCrmParkedRowsQuery, DataCrmParkedRowsQueryVariables>;
export const DataCrmDeliveriesDocument = {"__meta__":{"hash":"sha256:d938e1181ae98c85d6ca3374fb132bb5e410f3773b3602d1fd072b985ce68c70"}} as unknown as TypedDocumentString<DataCrmDeliveriesQuery, DataCrmDeliveriesQueryVariables>;
export const DataCrmRetryRowsDocument = {"__meta__":{"hash":"sha256:b9c57aa7ebc8b95902b696e102d80b6a325a99debe7f9e5a34ec8c6a8f30278c"}} as unknown as TypedDocumentString<DataCrmRetryRowsMutation, DataCrmRetryRowsMutationVariables>;
export const DataCrmCompareDocument = {"__meta__":{"hash":"sha256:31932179cd5ceb083a94433f67e96d2abc026d8ea4cd345bd5ad24081fd4d0bb"}} as unknown as TypedDocumentString<DataCrmCompareMutation, DataCrmCompareMutationVariables>;
export const DataCrmAcceptSchemaDocument = {"__meta__":{"hash":"sha256:b1f9fb660c71adae1c35391c49bdac3e51abc219422f1d7825ff88d7440f582e"}} as unknown as TypedDocumentString<DataCrmAcceptSchemaMutation, DataCrmAcceptSchemaMutationVariables>;
export const DataCrmAcceptRemovalsDocument = {"__meta__":{"hash":"sha256:918bc90e9f70950c544e70d53952c62677c9d7384cd9ec3a0fa12a3a68ec6369"}} as unknown as TypedDocumentString<DataCrmAcceptRemovalsMutation, DataCrmAcceptRemovalsMutationVariables>;
export const DataCrmRetryDeliveryDocument = {"__meta__":{"hash":"sha256:80e5a9b1f3c37756f72f767cb63fb4aa4df3baee28962b3a1b309bbf0866130c"}} as unknown as TypedDocumentString<DataCrmRetryDeliveryMutation, DataCrmRetryDeliveryMutationVariables>;
export const DataCrmRetryDeliveriesDocument = {"__meta__":{"hash":"sha256:f5af5e50944dee26c97e5dd32a5b9a18a9c6084ecfd1f7f267a78b517da65230"}} as unknown as TypedDocumentString<DataCrmRetryDeliveriesMutation, DataCrmRetryDeliveriesMutationVariables>;
export const DataImportSubmitDocument = {"__meta__":{"hash":"sha256:78efec95958380922d7d917ae9bd955a68bd2e3b563d08849a140d2cc7c1b8dc"}} as unknown as TypedDocumentString<DataImportSubmitMutation, DataImportSubmitMutationVariables>;
export const DataImportUpdateDocument = {"__meta__":{"hash":"sha256:5527e66634b40e3ff6d92a9b441e671405b9967dcf39cd2339f7a880e2cabf6d"}} as unknown as TypedDocumentString<DataImportUpdateMutation, DataImportUpdateMutationVariables>;
export const DataLakeDocument = {"__meta__":{"hash":"sha256:60ba6a36f3cf7de78531d9fea6998a1265294c0006a66d7ea7769244d3f8369e"}} as unknown as TypedDocumentString<DataLakeQuery, DataLakeQueryVariables>;
export const DataLakeHistoryDocument = {"__meta__":{"hash":"sha256:49b0eb8747b43db8cea96defffefa96219089450876524b68c956da2da38a39c"}} as unknown as TypedDocumentString<DataLakeHistoryQuery, DataLakeHistoryQueryVariables>;
export const DataLakeAcceptDocument = {"__meta__":{"hash":"sha256:d3d712f21149f72dc2cc650177c5f19a82777b8c01c0bcae4bf519a09bb3591e"}} as unknown as TypedDocumentString<DataLakeAcceptMutation, DataLakeAcceptMutationVariables>;
export const DataLakeRefreshDocument = {"__meta__":{"hash":"sha256:3128c8c67c32af1a7f2ac46eca1d1b7d46f7aee195fe773d3f98d8dbcbffd24a"}} as unknown as TypedDocumentString<DataLakeRefreshMutation, DataLakeRefreshMutationVariables>;
export const DataErasuresDocument = {"__meta__":{"hash":"sha256:5db0bfee81f8769294bb33ace170ddb706ba71ba659561d07d06e5d3db5c1d6b"}} as unknown as TypedDocumentString<DataErasuresQuery, DataErasuresQueryVariables>;
export const LeadUpdateDocument = {"__meta__":{"hash":"sha256:85ca73c4c11a546f116a66d0d72edf1bfb5d4056de8cdbdfe9095ea94bf7aee1"}} as unknown as TypedDocumentString<LeadUpdateMutation, LeadUpdateMutationVariables>;
export const LeadOverrideDocument = {"__meta__":{"hash":"sha256:8f726dc0f9742a6e3ef66bc44f3609cc2bf48c96a91b9e1ad77bd374d0ecb600"}} as unknown as TypedDocumentString<LeadOverrideMutation, LeadOverrideMutationVariables>;
export const LeadEndOverrideDocument = {"__meta__":{"hash":"sha256:a424a921b50adf7d14e38ef9afac9a06040c9ad9c501fa76c66ad638a80a86fc"}} as unknown as TypedDocumentString<LeadEndOverrideMutation, LeadEndOverrideMutationVariables>;
export const LeadRecordInteractionsDocument = {"__meta__":{"hash":"sha256:d9545a82028567fad94365a98efd462bec8255ec93f170e32a8163d9966fd071"}} as unknown as TypedDocumentString<LeadRecordInteractionsMutation, LeadRecordInteractionsMutationVariables>;
export const LeadRecordOutcomeDocument = {"__meta__":{"hash":"sha256:31a0009718ea711da41f88623f43229e66daf5fffc45e48c09a2143f83a9f6e2"}} as unknown as TypedDocumentString<LeadRecordOutcomeMutation, LeadRecordOutcomeMutationVariables>;
export const LeadScoreNowDocument = {"__meta__":{"hash":"sha256:54ca25b714eaf70fd054757c3991b5adba4c88102602846352eb41dd667b0d2f"}} as unknown as TypedDocumentString<LeadScoreNowMutation, LeadScoreNowMutationVariables>;
export const LeadDuplicatesDocument = {"__meta__":{"hash":"sha256:0cc510df6d6004ae00e01e84e0742675ffb0ab9be03fbf3519d103d4851d9744"}} as unknown as TypedDocumentString<LeadDuplicatesQuery, LeadDuplicatesQueryVariables>;
export const LeadMergeDuplicatesDocument = {"__meta__":{"hash":"sha256:4e225973454c5ba7eb5ce62b97d412a0042f9cf79220ecd991f6cd8e5dc4af39"}} as unknown as TypedDocumentString<LeadMergeDuplicatesMutation, LeadMergeDuplicatesMutationVariables>;
export const LeadUndoMergeDocument = {"__meta__":{"hash":"sha256:dc05642ed2655b6df9d130505e6ecc681e92373a579b2110b673002f6df955fd"}} as unknown as TypedDocumentString<LeadUndoMergeMutation, LeadUndoMergeMutationVariables>;
export const LeadExplanationDocument = {"__meta__":{"hash":"sha256:3cc6f88ae661d250bcfe8d47bdb255316dcb564054dce666b20643e10f611683"}} as unknown as TypedDocumentString<LeadExplanationQuery, LeadExplanationQueryVariables>;
export const LeadPageDocument = {"__meta__":{"hash":"sha256:3b03e4123e3eab988f17029868089ec9edf743a854f49e6207a308ee6a90a55b"}} as unknown as TypedDocumentString<LeadPageQuery, LeadPageQueryVariables>;
export const LeadHistoryDocument = {"__meta__":{"hash":"sha256:1fc00f5be4db1e9d1c71bfa7564a398c5c9d9dff32cf63d76c981efe811f4d34"}} as unknown as TypedDocumentString<LeadHistoryQuery, LeadHistoryQueryVariables>;
export const LeadGradeLimitsDocument = {"__meta__":{"hash":"sha256:7372e655a971772fa26e9dd173e5a3ac518af963eae796bfd4f6182211a08235"}} as unknown as TypedDocumentString<LeadGradeLimitsQuery, LeadGradeLimitsQueryVariables>;
export const LeadChangesDocument = {"__meta__":{"hash":"sha256:91e59e233d2bc7891bee0953dd03364aaeaf1b4b1da47d74e1becd0293cbed54"}} as unknown as TypedDocumentString<LeadChangesSubscription, LeadChangesSubscriptionVariables>;
export const LeadScoresDocument = {"__meta__":{"hash":"sha256:1e747bc7a12adf56ec82547dfed4774f2f30e7fb3bd713ed4943b435747a780b"}} as unknown as TypedDocumentString<LeadScoresSubscription, LeadScoresSubscriptionVariables>;
export const LeadConsentsDocument = {"__meta__":{"hash":"sha256:7ccf2e542b54ca30ae949306151826f90c7035ded6df3988632c16208e127983"}} as unknown as TypedDocumentString<LeadConsentsQuery, LeadConsentsQueryVariables>;
export const LeadExportDocument = {"__meta__":{"hash":"sha256:59c14950d857cc72c67ec921dcdd3bcea910036aeb88db3daefa861e67110e7d"}} as unknown as TypedDocumentString<LeadExportQuery, LeadExportQueryVariables>;
export const LeadWithdrawConsentDocument = {"__meta__":{"hash":"sha256:f01ec33e4361cd16dc16aa140b1d28ec198ec91fb53409fe474976aef74bb6d6"}} as unknown as TypedDocumentString<LeadWithdrawConsentMutation, LeadWithdrawConsentMutationVariables>;
export const LeadEraseDocument = {"__meta__":{"hash":"sha256:2db077d487d4815ff3a1890cb11e6fe00ac83513af814d59e709ad2b143deb50"}} as unknown as TypedDocumentString<LeadEraseMutation, LeadEraseMutationVariables>;
export const LeadInteractionsDocument = {"__meta__":{"hash":"sha256:b6e9557b31216b7b68f6b1a1b6a5a8a808f3e706ce9cfcd8aeb820e0bacfd342"}} as unknown as TypedDocumentString<LeadInteractionsQuery, LeadInteractionsQueryVariables>;
export const LeadEventsDocument = {"__meta__":{"hash":"sha256:78d0eb9eb95eb0530c7791199eba8626dc19deeed5bc85d90bb9954ce34b42cd"}} as unknown as TypedDocumentString<LeadEventsQuery, LeadEventsQueryVariables>;
export const LeadWordsDocument = {"__meta__":{"hash":"sha256:8ab6877fa93e02c7d2a63480581dd1b4bed211db21014e68bbe370c8661a8c92"}} as unknown as TypedDocumentString<LeadWordsQuery, LeadWordsQueryVariables>;
export const LeadWhatIfDocument = {"__meta__":{"hash":"sha256:74fbb6cd14f587eba35f2e9b4dffe90404e20f772064f95f0eea0cf602a4c841"}} as unknown as TypedDocumentString<LeadWhatIfQuery, LeadWhatIfQueryVariables>;
export const LeadFeatureRangesDocument = {"__meta__":{"hash":"sha256:98dbd3c09f3d1500a7edd03124afaffb3ebad30c96b58864a3785604f48834e0"}} as unknown as TypedDocumentString<LeadFeatureRangesQuery, LeadFeatureRangesQueryVariables>;
export const ModelTokensDocument = {"__meta__":{"hash":"sha256:8affd49531085c35856e76eedd63f0497a2470a701f1356f0f60a6a430475484"}} as unknown as TypedDocumentString<ModelTokensQuery, ModelTokensQueryVariables>;
export const ModelCreateTokenDocument = {"__meta__":{"hash":"sha256:35ade20f22e343f43e09a9bed74283a965d1a0d8e2e37a1a93ba2eb969d2ccaf"}} as unknown as TypedDocumentString<ModelCreateTokenMutation, ModelCreateTokenMutationVariables>;
export const ModelRevokeTokenDocument = {"__meta__":{"hash":"sha256:a81b1382cbfbbef1f54b299db5fbe118cfa45dedc9a1c767d884377122f196c3"}} as unknown as TypedDocumentString<ModelRevokeTokenMutation, ModelRevokeTokenMutationVariables>;
export const ModelWebhooksDocument = {"__meta__":{"hash":"sha256:1e46952aa71c4ecbe8ceb81025a09c3f883c68dd0a67c3075b99088883c77b69"}} as unknown as TypedDocumentString<ModelWebhooksQuery, ModelWebhooksQueryVariables>;
export const ModelResendWebhookDocument = {"__meta__":{"hash":"sha256:c38b7a363e62185e7b66f7b671c91a149579673a62515cde663ca0740b4033dd"}} as unknown as TypedDocumentString<ModelResendWebhookMutation, ModelResendWebhookMutationVariables>;
export const ModelRegistryDocument = {"__meta__":{"hash":"sha256:95939cd977f5828e0a35113a03cb2ae97010921cf1d437e0e4ac8bce18382bc6"}} as unknown as TypedDocumentString<ModelRegistryQuery, ModelRegistryQueryVariables>;
export const ModelSyncRegistryDocument = {"__meta__":{"hash":"sha256:74ec479508e3cd9cbac3ab52c1022f029b4ef93da3f49c8e62f97fb4ee9606ad"}} as unknown as TypedDocumentString<ModelSyncRegistryMutation, ModelSyncRegistryMutationVariables>;
export const ModelBacktestsDocument = {"__meta__":{"hash":"sha256:449bdbbce1e2a30e3516e60c22710724830c83afea67b3fa9a1325938d9dc83f"}} as unknown as TypedDocumentString<ModelBacktestsQuery, ModelBacktestsQueryVariables>;
export const ModelBacktestDocument = {"__meta__":{"hash":"sha256:2655245e4e936f8dc74c904b7cdc6dada63a262f365787444cdb28e1a2cbd134"}} as unknown as TypedDocumentString<ModelBacktestQuery, ModelBacktestQueryVariables>;
export const ModelBacktestPowerDocument = {"__meta__":{"hash":"sha256:96b3df5d7f86fb34e5298f75da44a29d123cd30f24a393b30ffb9972bf6d2263"}} as unknown as TypedDocumentString<ModelBacktestPowerQuery, ModelBacktestPowerQueryVariables>;
export const ModelWorthDocument = {"__meta__":{"hash":"sha256:1b7e71523c8717cfb9a5b06e33a77e1e1026128309fd0d5a6bdb8c2102f81722"}} as unknown as TypedDocumentString<ModelWorthQuery, ModelWorthQueryVariables>;
export const ModelStartBacktestDocument = {"__meta__":{"hash":"sha256:b1a37dee54db506e92b2c0d07ed746a5cfe3c9a5342b63d42d6e78f698e40428"}} as unknown as TypedDocumentString<ModelStartBacktestMutation, ModelStartBacktestMutationVariables>;
export const ModelCancelBacktestDocument = {"__meta__":{"hash":"sha256:727fc583f62f0a3d0ef27e7b9958a2c714e3af27f47b6057033cf9df1899b79d"}} as unknown as TypedDocumentString<ModelCancelBacktestMutation, ModelCancelBacktestMutationVariables>;
export const ModelGradesDocument = {"__meta__":{"hash":"sha256:a4bcece60fda60285bc489d883c2b7e2a882a3b60f9d4627e022f1841f094c6a"}} as unknown as TypedDocumentString<ModelGradesQuery, ModelGradesQueryVariables>;
export const ModelGradePreviewDocument = {"__meta__":{"hash":"sha256:b026c8e6e04e319c5eae694aae17d8450803a22481a29dc5f64d685c5535cd9e"}} as unknown as TypedDocumentString<ModelGradePreviewQuery, ModelGradePreviewQueryVariables>;
export const ModelSetGradesDocument = {"__meta__":{"hash":"sha256:09e942fc65e2888abf4c6f14e97aeae47e90e553511d24ed05f523602c27fc9d"}} as unknown as TypedDocumentString<ModelSetGradesMutation, ModelSetGradesMutationVariables>;
export const ModelChampionAtDocument = {"__meta__":{"hash":"sha256:3c8c2091eaabe0f6c71a9aa3328086205a1beff34d8453d17485701366fa75a3"}} as unknown as TypedDocumentString<ModelChampionAtQuery, ModelChampionAtQueryVariables>;
export const ModelStageHistoryDocument = {"__meta__":{"hash":"sha256:6560f3bd7c5974420d70d647d2b62d6caba6af0358ec57ab639c7030c5f0c069"}} as unknown as TypedDocumentString<ModelStageHistoryQuery, ModelStageHistoryQueryVariables>;
export const ModelAuditDocument = {"__meta__":{"hash":"sha256:441dade37c7c08ff9bd2bedbeaf2becac10548a725ba26e9f1e578dd986f8474"}} as unknown as TypedDocumentString<ModelAuditQuery, ModelAuditQueryVariables>;
export const ModelNamesDocument = {"__meta__":{"hash":"sha256:1cab09858681fff3a7d6094002beb800ac9debc757faea5b2640688fde47a9e9"}} as unknown as TypedDocumentString<ModelNamesQuery, ModelNamesQueryVariables>;
export const ModelValidateDocument = {"__meta__":{"hash":"sha256:c01193ba2499fc785ee4fb04ac1a02123f38243e213ce3b118b8390fe7c74d00"}} as unknown as TypedDocumentString<ModelValidateMutation, ModelValidateMutationVariables>;
export const ModelRegisterDocument = {"__meta__":{"hash":"sha256:e64c08744596f2bc5460d1df130fd41a38d6c4d0eac6afd67762cce738e9f76f"}} as unknown as TypedDocumentString<ModelRegisterMutation, ModelRegisterMutationVariables>;
export const ModelStartRolloutDocument = {"__meta__":{"hash":"sha256:cd2b37ff89df6ad7e09207074b8ae3fd4327de8567ffbc8e115751e8a121f9bf"}} as unknown as TypedDocumentString<ModelStartRolloutMutation, ModelStartRolloutMutationVariables>;
export const ModelPauseRolloutDocument = {"__meta__":{"hash":"sha256:9225bbc7863fd1d6d0bef556908bb14e53dbc7d7007e878bc606f14edc88c680"}} as unknown as TypedDocumentString<ModelPauseRolloutMutation, ModelPauseRolloutMutationVariables>;
export const ModelResumeRolloutDocument = {"__meta__":{"hash":"sha256:cdccec47d57a0bd6468789ebd3ea67c3b2e27d8f82f1f2e528060f25bf3f6f09"}} as unknown as TypedDocumentString<ModelResumeRolloutMutation, ModelResumeRolloutMutationVariables>;
export const ModelAdvanceRolloutDocument = {"__meta__":{"hash":"sha256:5cf7267cb58aa22661a18fe5b089d4c1e4e0e033cbcfab488fb5217f37424b0e"}} as unknown as TypedDocumentString<ModelAdvanceRolloutMutation, ModelAdvanceRolloutMutationVariables>;
export const ModelApproveRolloutDocument = {"__meta__":{"hash":"sha256:eaf17ca036affcb2fa80c7e89189890691441686fb5a54b7bf9c9a0fcecaff46"}} as unknown as TypedDocumentString<ModelApproveRolloutMutation, ModelApproveRolloutMutationVariables>;
export const ModelAbortRolloutDocument = {"__meta__":{"hash":"sha256:8899088014d404cc9d546b4d10bed253e7679eefbda624bd995aab2c44950a21"}} as unknown as TypedDocumentString<ModelAbortRolloutMutation, ModelAbortRolloutMutationVariables>;
export const ModelRolloutsDocument = {"__meta__":{"hash":"sha256:6c93176b2c6c8fd02f307601bd019d6bc41b0b02d8ae5e73e3906d7f86b6eed1"}} as unknown as TypedDocumentString<ModelRolloutsQuery, ModelRolloutsQueryVariables>;
export const ModelRolloutDocument = {"__meta__":{"hash":"sha256:b7c27062fd391c8fa88846638930043c29ebfccf892b18f4577171ed200837c6"}} as unknown as TypedDocumentString<ModelRolloutQuery, ModelRolloutQueryVariables>;
export const ModelRolloutHistoryDocument = {"__meta__":{"hash":"sha256:53113fae75e13465d46202f68188605294d32c6ae68ed2d9962049dafa01ebbc"}} as unknown as TypedDocumentString<ModelRolloutHistoryQuery, ModelRolloutHistoryQueryVariables>;
export const ModelShadowReportDocument = {"__meta__":{"hash":"sha256:d984d527d61b494c64b5b0e158ef10020d57e74c5d5900bbc89057dbc1739198"}} as unknown as TypedDocumentString<ModelShadowReportQuery, ModelShadowReportQueryVariables>;
export const ModelRolloutChangedDocument = {"__meta__":{"hash":"sha256:4a557d4731cb418f17be75a540b4c957e13dea36ebb6ae216c5279abf90149fc"}} as unknown as TypedDocumentString<ModelRolloutChangedSubscription, ModelRolloutChangedSubscriptionVariables>;
export const ModelStageDocument = {"__meta__":{"hash":"sha256:045b4b3090b521bca8dffaa89dc6392814386deb22bf5ea3d6bf44c27f799855"}} as unknown as TypedDocumentString<ModelStageMutation, ModelStageMutationVariables>;
export const ModelPromoteDocument = {"__meta__":{"hash":"sha256:ac2f14a6cf557b6eaee949b8eb12c62084570e55894a9fcdc71c54270e75e106"}} as unknown as TypedDocumentString<ModelPromoteMutation, ModelPromoteMutationVariables>;
export const ModelArchiveDocument = {"__meta__":{"hash":"sha256:6c8252984b258b147fefca8d68f0b28d631856cacd343472139826ac44788835"}} as unknown as TypedDocumentString<ModelArchiveMutation, ModelArchiveMutationVariables>;
export const ModelSetChallengerDocument = {"__meta__":{"hash":"sha256:d3bcc3c69df34155307f1e48288b4c62f35939ff9462ba97d605972cb723420b"}} as unknown as TypedDocumentString<ModelSetChallengerMutation, ModelSetChallengerMutationVariables>;
export const ModelRemoveChallengerDocument = {"__meta__":{"hash":"sha256:4c253830bfde6b309e3c67df2d27ad5f30ef95c03374d844b6ffb6b29e6e726a"}} as unknown as TypedDocumentString<ModelRemoveChallengerMutation, ModelRemoveChallengerMutationVariables>;
export const ModelRollBackDocument = {"__meta__":{"hash":"sha256:5c9ef5c6b05b4243e18b1edeeebe2f35554431aff395edccb2e446cbc41e966a"}} as unknown as TypedDocumentString<ModelRollBackMutation, ModelRollBackMutationVariables>;
export const ModelRequestPromotionDocument = {"__meta__":{"hash":"sha256:e50c2c6b79a98db9f44336e2c866d96ff59daef05abbe8b21a46d5c189b51ad8"}} as unknown as TypedDocumentString<ModelRequestPromotionMutation, ModelRequestPromotionMutationVariables>;
export const ModelApprovePromotionDocument = {"__meta__":{"hash":"sha256:689089a0628e6fa2ace48d9af0b02b9e9cdc8c2c772c287de35dfbd47cc7161e"}} as unknown as TypedDocumentString<ModelApprovePromotionMutation, ModelApprovePromotionMutationVariables>;
export const ModelRejectPromotionDocument = {"__meta__":{"hash":"sha256:a2f68ae25bab09204a8ba987766977ebdb4d1425da0601eae47791e8d445bdfa"}} as unknown as TypedDocumentString<ModelRejectPromotionMutation, ModelRejectPromotionMutationVariables>;
export const ModelGatesDocument = {"__meta__":{"hash":"sha256:be7773d3671aeefdcba8f0cbee920ba078355acaf8396fdc4859501c334981d5"}} as unknown as TypedDocumentString<ModelGatesQuery, ModelGatesQueryVariables>;
export const ModelPromotionPolicyDocument = {"__meta__":{"hash":"sha256:82e41810f4fa2dac0f6ace08ad9f8f3ea2c830d1aa97090fa050a63b2b892df2"}} as unknown as TypedDocumentString<ModelPromotionPolicyQuery, ModelPromotionPolicyQueryVariables>;
export const ModelSetPromotionPolicyDocument = {"__meta__":{"hash":"sha256:1d64e3e6d32e4936482cf929b78a2474d8da74dce6a4bcc58459a25aeee68419"}} as unknown as TypedDocumentString<ModelSetPromotionPolicyMutation, ModelSetPromotionPolicyMutationVariables>;
export const ModelPromotionRequestsDocument = {"__meta__":{"hash":"sha256:4518d626d0ec5348e03e623e9dfaa5bb47170f461e992c6359a148d49fff1102"}} as unknown as TypedDocumentString<ModelPromotionRequestsQuery, ModelPromotionRequestsQueryVariables>;
export const ModelVersionsDocument = {"__meta__":{"hash":"sha256:c17b628cb8377799952a8c0cc7267f20c971af5ea9d0da8ee9cc866d26dd3cca"}} as unknown as TypedDocumentString<ModelVersionsQuery, ModelVersionsQueryVariables>;
export const ModelAskedVersionDocument = {"__meta__":{"hash":"sha256:a0d69a902cb02eb6573090fed8f00dd4bb70b08a78e2ff2475efc1535937ee53"}} as unknown as TypedDocumentString<ModelAskedVersionQuery, ModelAskedVersionQueryVariables>;
export const ModelVersionDetailsDocument = {"__meta__":{"hash":"sha256:d1faf17741f1f8d53b8c98c1752b10b1836a457e706c18b44403ab7c5e438818"}} as unknown as TypedDocumentString<ModelVersionDetailsQuery, ModelVersionDetailsQueryVariables>;
export const ModelComparisonDocument = {"__meta__":{"hash":"sha256:fb69d84d681db476eef1f0c912b6f8864395c5676fab12abff75551be7e96224"}} as unknown as TypedDocumentString<ModelComparisonQuery, ModelComparisonQueryVariables>;
export const ModelTrafficComparisonDocument = {"__meta__":{"hash":"sha256:93003f35fd8d7272ce7eabc750704c17eea3364bb68b7d29dd9b15b6ebdb85f1"}} as unknown as TypedDocumentString<ModelTrafficComparisonQuery, ModelTrafficComparisonQueryVariables>;
export const MonitoringAlertsDocument = {"__meta__":{"hash":"sha256:1db6cec1e9830fd997abbcb31e4eedad090c127f5844606e30d3ed01d05c27ac"}} as unknown as TypedDocumentString<MonitoringAlertsQuery, MonitoringAlertsQueryVariables>;
export const MonitoringAlertDocument = {"__meta__":{"hash":"sha256:069ad3683bce993e20047e77a7e058ebfb9c49cf928601709ee7fbbd19907027"}} as unknown as TypedDocumentString<MonitoringAlertQuery, MonitoringAlertQueryVariables>;
export const MonitoringAlertChangesDocument = {"__meta__":{"hash":"sha256:db5902a5f70d9f17f34e2041ec8d2be0110533a555e835983791979161fe2ff9"}} as unknown as TypedDocumentString<MonitoringAlertChangesSubscription, MonitoringAlertChangesSubscriptionVariables>;
export const MonitoringAcknowledgeAlertDocument = {"__meta__":{"hash":"sha256:5083d3dd7ac9cc20555a0774cfe20e136892349287e191580db6e2540ce05985"}} as unknown as TypedDocumentString<MonitoringAcknowledgeAlertMutation, MonitoringAcknowledgeAlertMutationVariables>;
export const MonitoringResolveAlertDocument = {"__meta__":{"hash":"sha256:a9db8fa4a3b19fefdb099c3d20d04a7ccc02337cfd4687bab0ef4ef518a9be79"}} as unknown as TypedDocumentString<MonitoringResolveAlertMutation, MonitoringResolveAlertMutationVariables>;
export const MonitoringMuteAlertDocument = {"__meta__":{"hash":"sha256:c37964b0e1a2cfdfbb21acadb3d0c22918ca95d07ccd1d6c78cdc0c8e91387cc"}} as unknown as TypedDocumentString<MonitoringMuteAlertMutation, MonitoringMuteAlertMutationVariables>;
export const MonitoringUnmuteAlertDocument = {"__meta__":{"hash":"sha256:438044b4664ba7dfb1784edb9d6ee8c5a290a216b5173b94e685c13c9431c133"}} as unknown as TypedDocumentString<MonitoringUnmuteAlertMutation, MonitoringUnmuteAlertMutationVariables>;
export const MonitoringAcknowledgeIncidentDocument = {"__meta__":{"hash":"sha256:9da8bcdde9248ab8ef57ca72d48516be18eb9196333b38099f472dddd8e4d201"}} as unknown as TypedDocumentString<MonitoringAcknowledgeIncidentMutation, MonitoringAcknowledgeIncidentMutationVariables>;
export const MonitoringRulesDocument = {"__meta__":{"hash":"sha256:f1cff4142cc9bf1fca9efbfe0c556b82fe0dfff27e9064d1531590ad81f2c27b"}} as unknown as TypedDocumentString<MonitoringRulesQuery, MonitoringRulesQueryVariables>;
export const MonitoringSetRuleDocument = {"__meta__":{"hash":"sha256:ad3f194af54e6590e5d9fc0d973b4e760db3e29b0abd2a5433184253b51406b2"}} as unknown as TypedDocumentString<MonitoringSetRuleMutation, MonitoringSetRuleMutationVariables>;
export const MonitoringMaintenanceDocument = {"__meta__":{"hash":"sha256:b50de53b788e493acea6060c57ddb0884f5f166b4bd41d47432c569411f7c8cf"}} as unknown as TypedDocumentString<MonitoringMaintenanceQuery, MonitoringMaintenanceQueryVariables>;
export const MonitoringSetMaintenanceDocument = {"__meta__":{"hash":"sha256:6d4fd90a5a1e3dd1f4d63f407ce6d58519301af14bd8b3e270e48fa9b7ab9e71"}} as unknown as TypedDocumentString<MonitoringSetMaintenanceMutation, MonitoringSetMaintenanceMutationVariables>;
export const MonitoringTestChannelDocument = {"__meta__":{"hash":"sha256:cabb47c9b78f133229691a2b202d37366dfd90a064445009350c52097a1ee32e"}} as unknown as TypedDocumentString<MonitoringTestChannelMutation, MonitoringTestChannelMutationVariables>;
export const MonitoringDriftDocument = {"__meta__":{"hash":"sha256:3d727dbeca34e0562910274c29d7d436073defec39b44a43e2cf8a32e0c23f96"}} as unknown as TypedDocumentString<MonitoringDriftQuery, MonitoringDriftQueryVariables>;
export const MonitoringDriftReportDocument = {"__meta__":{"hash":"sha256:9e0ea4337d09d3a847dbcdcfba8385f378860cc6de2512352ae2c2cace4982fa"}} as unknown as TypedDocumentString<MonitoringDriftReportQuery, MonitoringDriftReportQueryVariables>;
export const MonitoringDriftChangesDocument = {"__meta__":{"hash":"sha256:a693bde5e3de446a3bf65e7c1ee6bc6bdf9bcbc7ce1b790ee3a4ea754855cd88"}} as unknown as TypedDocumentString<MonitoringDriftChangesQuery, MonitoringDriftChangesQueryVariables>;
export const MonitoringFixedWindowsDocument = {"__meta__":{"hash":"sha256:31da71a259a2ffa642ad157c9d691176cc9fe7e96f585ed83a13fbf8d2399f10"}} as unknown as TypedDocumentString<MonitoringFixedWindowsQuery, MonitoringFixedWindowsQueryVariables>;
export const MonitoringRunDriftCheckDocument = {"__meta__":{"hash":"sha256:f7e79c65ffc407b3d7fe0c257248d62595024c00cd21001a4377f78fc0430178"}} as unknown as TypedDocumentString<MonitoringRunDriftCheckMutation, MonitoringRunDriftCheckMutationVariables>;
export const MonitoringSetReferenceDocument = {"__meta__":{"hash":"sha256:d6bbf9f3e74b80849ab9f5303f15316eb3e3551a61f6cf2ac59a0054032f7f23"}} as unknown as TypedDocumentString<MonitoringSetReferenceMutation, MonitoringSetReferenceMutationVariables>;
export const MonitoringPerformanceDocument = {"__meta__":{"hash":"sha256:29aa91bba19a4c5a1a9a13c0886fb6710bdd85e2288b51f1b7267f9f584dd454"}} as unknown as TypedDocumentString<MonitoringPerformanceQuery, MonitoringPerformanceQueryVariables>;
export const MonitoringVersionPerformanceDocument = {"__meta__":{"hash":"sha256:c97263bf1c4ab863f3185d64d7631244f08396046a236dff23948afc725000d9"}} as unknown as TypedDocumentString<MonitoringVersionPerformanceQuery, MonitoringVersionPerformanceQueryVariables>;
export const MonitoringQualityDocument = {"__meta__":{"hash":"sha256:c2328411a5759d4b32b31c3387d48f6ffdad01a7157165e794b41465a6ccd386"}} as unknown as TypedDocumentString<MonitoringQualityQuery, MonitoringQualityQueryVariables>;
export const MonitoringQualityReferenceDocument = {"__meta__":{"hash":"sha256:2c6059b0674834e869a30cc6080a265f9ee21877023bedfc829e5b2e98e21703"}} as unknown as TypedDocumentString<MonitoringQualityReferenceQuery, MonitoringQualityReferenceQueryVariables>;
export const MonitoringLiveDocument = {"__meta__":{"hash":"sha256:a29523dd6b6f873b016d8bedc0aefd745b28ffb8b90ed7097e7613e698ea0de8"}} as unknown as TypedDocumentString<MonitoringLiveSubscription, MonitoringLiveSubscriptionVariables>;
export const MonitoringRecentDocument = {"__meta__":{"hash":"sha256:3806d5be6d144c12370e8b9fb80321dcf976eb967d63550e7b3abd575a4e6a41"}} as unknown as TypedDocumentString<MonitoringRecentQuery, MonitoringRecentQueryVariables>;
export const MonitoringHistoryDocument = {"__meta__":{"hash":"sha256:46dbc4b7d5f7ef780b08a065d8d751f9c37f9fd674a83b304e5b0f48f12c1fe9"}} as unknown as TypedDocumentString<MonitoringHistoryQuery, MonitoringHistoryQueryVariables>;
export const MonitoringLimitsDocument = {"__meta__":{"hash":"sha256:0c1d2ce870f2fa219f15a4ec4a423f72f6f6ba8b3e46bf90313ad3d336da3d35"}} as unknown as TypedDocumentString<MonitoringLimitsQuery, MonitoringLimitsQueryVariables>;
export const MonitoringOpenAlertsDocument = {"__meta__":{"hash":"sha256:cc845f3361d12da39ce246482b128373fac57b73989fe0707e59c5d8f7080c57"}} as unknown as TypedDocumentString<MonitoringOpenAlertsQuery, MonitoringOpenAlertsQueryVariables>;
export const MonitoringConversionDocument = {"__meta__":{"hash":"sha256:6f02ac373a0a91ae8426193f705efc9c1c56cb44b6ae8dc09141e615fd7ebb8f"}} as unknown as TypedDocumentString<MonitoringConversionQuery, MonitoringConversionQueryVariables>;
export const QueueUpdateDocument = {"__meta__":{"hash":"sha256:4c124195bdb704daec2482c6dffa2927da3f1f04b2ba87d2b86fae67ad0a1fc0"}} as unknown as TypedDocumentString<QueueUpdateMutation, QueueUpdateMutationVariables>;
export const QueueScoreDocument = {"__meta__":{"hash":"sha256:7317ed7a1bc5e5466a51081de8c0db96137a3a129d1ec16ca0e20415ef3ece1b"}} as unknown as TypedDocumentString<QueueScoreMutation, QueueScoreMutationVariables>;
export const QueueCountDocument = {"__meta__":{"hash":"sha256:058a7a6e6bc2819670afad2f6b7cd0e25444c45b4ca199bf799cd023822f2e05"}} as unknown as TypedDocumentString<QueueCountQuery, QueueCountQueryVariables>;
export const QueueFacetsDocument = {"__meta__":{"hash":"sha256:84874ba4e62c7d0c44a2af37b6ad4ee991f5ce8131d1b14084a071b444d7c718"}} as unknown as TypedDocumentString<QueueFacetsQuery, QueueFacetsQueryVariables>;
export const QueueWordsDocument = {"__meta__":{"hash":"sha256:4705bceb456b91b98bb997c24dec908423bae6681e9df016ac1f108f42ccb4d9"}} as unknown as TypedDocumentString<QueueWordsQuery, QueueWordsQueryVariables>;
export const QueueLeadsDocument = {"__meta__":{"hash":"sha256:b418f654d5e6ac911f3cdc5ccaca0566f49cd1f608c435695f968508ff9254e9"}} as unknown as TypedDocumentString<QueueLeadsQuery, QueueLeadsQueryVariables>;
export const QueueCursorsDocument = {"__meta__":{"hash":"sha256:095272fa0b602ff95bce34efa4f44cf956d8c794716e7d2b6b8b842d4c153651"}} as unknown as TypedDocumentString<QueueCursorsQuery, QueueCursorsQueryVariables>;
export const QueueHeadDocument = {"__meta__":{"hash":"sha256:aaaed2c40d665992555e7c8ba4b41259426b13114b24f1d9f5c4669093b67477"}} as unknown as TypedDocumentString<QueueHeadQuery, QueueHeadQueryVariables>;
export const QueueScoresDocument = {"__meta__":{"hash":"sha256:e5b25c70acc43ae6584e8c6f24a34afa38577bcae10439ae4bd479e0344513bf"}} as unknown as TypedDocumentString<QueueScoresSubscription, QueueScoresSubscriptionVariables>;
export const QueueChangesDocument = {"__meta__":{"hash":"sha256:fd7ea1c82e97d370172cfd02551d48fd6e6f4f90a28860a539a8496842714818"}} as unknown as TypedDocumentString<QueueChangesSubscription, QueueChangesSubscriptionVariables>;
export const QueueScoresBeyondDocument = {"__meta__":{"hash":"sha256:bb98b1f8ae76b9703a8e66eaf22cbba780842762339023de8c9dfecfdc3e8c64"}} as unknown as TypedDocumentString<QueueScoresBeyondSubscription, QueueScoresBeyondSubscriptionVariables>;
export const QueueChangesBeyondDocument = {"__meta__":{"hash":"sha256:bb6fbf40f144dd95c1ea1fa5ad48001777fe19cabc434214cb40868df466327d"}} as unknown as TypedDocumentString<QueueChangesBeyondSubscription, QueueChangesBeyondSubscriptionVariables>;
export const ModelVersionNumbersDocument = {"__meta__":{"hash":"sha256:b6cbca7d28e7389627b1d797367ea78095f2c5948432de2bd1a5bfc0ff945b87"}} as unknown as TypedDocumentString<ModelVersionNumbersQuery, ModelVersionNumbersQueryVariables>;