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

/** Origin of the leads that stand for unknown features. */
export type BackgroundSource =
  /** The newest recorded scores of the model, since the version has no reference window. */
  | 'RECORDED_SCORES'
  /** The sample that the model version was registered with. */
  | 'REFERENCE_WINDOW';

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
  /** Time of the consent, not in the future. Default: now. */
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
  /** Creation time of the lead, as an alternative to leadAge. Not in the future. */
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
  /** Time of the interaction, not in the future. */
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
  /** Time of the decision, not in the future and not before the creation of the lead. Default: now. */
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

/** Origin of a reference window. */
export type ReferenceSource =
  /** Fixed later by `setReferenceWindow`. */
  | 'FIXED'
  /** Registered with the version. */
  | 'REGISTERED';

/** Which of the deliveries that were given up; an absent field does not restrict them. */
export type RetryDeliveriesInput = {
  /** Only deliveries with this error code, such as CRM_LEAD_MISSING. */
  errorCode?: string | null | undefined;
  /** Only deliveries of this lead. */
  leadId?: string | number | null | undefined;
};

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
  /** Creation time of the lead, not in the future. Default: now. */
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

export type DataBatchChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type DataBatchChoicesQuery = { models: Array<{ name: string, versions: Array<{ version: number, stage: ModelStage }> }> | null };

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
}>;


export type LeadDuplicatesQuery = { lead: { id: string, duplicates: Array<{ matchedBy: Array<ContactKind>, lead: { id: string, version: number, createdAt: string, updatedAt: string, lastInteractionAt: string | null, stage: LeadStage, owner: string | null, name?: string | null, email?: string | null, phone?: string | null, company: string | null, companySize: number | null, industry: string | null, country: string | null, nationality: string | null, emirate: string | null, source: string | null, campaign: string | null, licenceType: string | null, businessActivity: string | null, crmScore: { probability: number, grade: Grade } | null } }> | null, merges: { edges: Array<{ node: { id: string, leadId: string, fields: Array<LeadField>, mergedAt: string, actor: string, reason?: string | null, undoneAt: string | null } }> } | null } | null };

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
}>;


export type LeadWhatIfQuery = { whatIf: { difference: number, probabilityDifference: number, modelVersion: { id: string, version: number } | null, score: { probability: number, points: number, grade: Grade }, current: { probability: number, points: number, grade: Grade, features: Array<{ name: string, description: string, unit: string | null, number: number | null, text: string | null }> }, parts: Array<{ kind: ScoreChangeKind, contribution: number, sentence: string, feature: { name: string, unit: string | null, number: number | null, text: string | null } | null, before: { name: string, unit: string | null, number: number | null, text: string | null } | null }> | null } | null };

export type LeadFeatureRangesQueryVariables = Exact<{
  model: string;
  from: string;
}>;


export type LeadFeatureRangesQuery = { featureStatistics: { version: number, features: Array<{ feature: string, least: number | null, most: number | null, quantiles: Array<{ share: number, value: number }> | null }> } | null };

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


export type QueueFacetsQuery = { leads: { facets: Array<{ field: LeadFacetField, isExact: boolean, values: Array<{ value: string | null, count: number }> }> | null } | null };

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


export type QueueLeadsQuery = { leads: { edges: Array<{ cursor: string, node: { id: string, version: number, name?: string | null, company: string | null, stage: LeadStage, owner: string | null, industry: string | null, country: string | null, source: string | null, licenceType: string | null, createdAt: string, lastInteractionAt: string | null, crmScore: { probability: number, points: number, grade: Grade, weekChange: number, scoredAt: string, modelVersion: string } | null, score: { trend: Trend, previousProbability: number | null, reasons: Array<{ contribution: number, sentence: string, feature: { name: string, number: number | null, text: string | null } }> | null } | null, scoreOverride: { grade: Grade } | null } }>, pageInfo: { hasNextPage: boolean } } | null };

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
export const DataBatchChoicesDocument = {"__meta__":{"hash":"sha256:eb7bf0263f24af54f95620265aad7ed3ca6ab7f19c98a3e86dd19dc2852b1a2e"}} as unknown as TypedDocumentString<DataBatchChoicesQuery, DataBatchChoicesQueryVariables>;
export const DataBatchVocabularyDocument = {"__meta__":{"hash":"sha256:c6c15751907f6a2a2205121f26cc8110ce2b233af4813cdef61c1fcdb4296d01"}} as unknown as TypedDocumentString<DataBatchVocabularyQuery, DataBatchVocabularyQueryVariables>;
export const DataBatchStartDocument = {"__meta__":{"hash":"sha256:312785002a81a2493d9328ecab8142bcbb24480e3d287b8d40cd224a7ff8ebfd"}} as unknown as TypedDocumentString<DataBatchStartMutation, DataBatchStartMutationVariables>;
export const DataBatchImportDocument = {"__meta__":{"hash":"sha256:8f6dccb360f56fcf3414bd47f0a4e2918b34cd498c6ac3ef7d1c88f539521c4d"}} as unknown as TypedDocumentString<DataBatchImportMutation, DataBatchImportMutationVariables>;
export const DataBatchCancelDocument = {"__meta__":{"hash":"sha256:606f2366b402002b952b2f2249b8e9b598506a0c485be6d804fec87b0e843587"}} as unknown as TypedDocumentString<DataBatchCancelMutation, DataBatchCancelMutationVariables>;
export const DataCrmDocument = {"__meta__":{"hash":"sha256:0c8b53874ece689bc5790e4c3ebb4cb92ea36d545a402189b491bbc3921093ff"}} as unknown as TypedDocumentString<DataCrmQuery, DataCrmQueryVariables>;
export const DataCrmParkedRowsDocument = {"__meta__":{"hash":"sha256:70e364229e395ee4a47111841bc2e188563d5a3ffebae69a39b2668e8738fbb0"}} as unknown as TypedDocumentString<DataCrmParkedRowsQuery, DataCrmParkedRowsQueryVariables>;
export const DataCrmDeliveriesDocument = {"__meta__":{"hash":"sha256:eec81b5c4cd0c4ff19671b83683dbfe1b6352001ceef37e2bf6a1a68ef18422d"}} as unknown as TypedDocumentString<DataCrmDeliveriesQuery, DataCrmDeliveriesQueryVariables>;
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
export const LeadDuplicatesDocument = {"__meta__":{"hash":"sha256:43cbeb8cb18db17a9432182c9b6675cb9770149fd5a098ea1fda4ca1de309813"}} as unknown as TypedDocumentString<LeadDuplicatesQuery, LeadDuplicatesQueryVariables>;
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
export const LeadWhatIfDocument = {"__meta__":{"hash":"sha256:8787713ef9f386caff2e783ea2eec5e223af37479453c3e4634cbadf781e0cf7"}} as unknown as TypedDocumentString<LeadWhatIfQuery, LeadWhatIfQueryVariables>;
export const LeadFeatureRangesDocument = {"__meta__":{"hash":"sha256:98dbd3c09f3d1500a7edd03124afaffb3ebad30c96b58864a3785604f48834e0"}} as unknown as TypedDocumentString<LeadFeatureRangesQuery, LeadFeatureRangesQueryVariables>;
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
export const QueueUpdateDocument = {"__meta__":{"hash":"sha256:4c124195bdb704daec2482c6dffa2927da3f1f04b2ba87d2b86fae67ad0a1fc0"}} as unknown as TypedDocumentString<QueueUpdateMutation, QueueUpdateMutationVariables>;
export const QueueScoreDocument = {"__meta__":{"hash":"sha256:7317ed7a1bc5e5466a51081de8c0db96137a3a129d1ec16ca0e20415ef3ece1b"}} as unknown as TypedDocumentString<QueueScoreMutation, QueueScoreMutationVariables>;
export const QueueCountDocument = {"__meta__":{"hash":"sha256:058a7a6e6bc2819670afad2f6b7cd0e25444c45b4ca199bf799cd023822f2e05"}} as unknown as TypedDocumentString<QueueCountQuery, QueueCountQueryVariables>;
export const QueueFacetsDocument = {"__meta__":{"hash":"sha256:ef90920e2b812b94b492b791aaa5860e4448ff1e83d5552ed1d956800bf78e6d"}} as unknown as TypedDocumentString<QueueFacetsQuery, QueueFacetsQueryVariables>;
export const QueueWordsDocument = {"__meta__":{"hash":"sha256:4705bceb456b91b98bb997c24dec908423bae6681e9df016ac1f108f42ccb4d9"}} as unknown as TypedDocumentString<QueueWordsQuery, QueueWordsQueryVariables>;
export const QueueLeadsDocument = {"__meta__":{"hash":"sha256:68d26773bf856a282662b22171ec6dfb2d2e9e8e37881941163cf8d6814a63e6"}} as unknown as TypedDocumentString<QueueLeadsQuery, QueueLeadsQueryVariables>;
export const QueueCursorsDocument = {"__meta__":{"hash":"sha256:095272fa0b602ff95bce34efa4f44cf956d8c794716e7d2b6b8b842d4c153651"}} as unknown as TypedDocumentString<QueueCursorsQuery, QueueCursorsQueryVariables>;
export const QueueHeadDocument = {"__meta__":{"hash":"sha256:aaaed2c40d665992555e7c8ba4b41259426b13114b24f1d9f5c4669093b67477"}} as unknown as TypedDocumentString<QueueHeadQuery, QueueHeadQueryVariables>;
export const QueueScoresDocument = {"__meta__":{"hash":"sha256:e5b25c70acc43ae6584e8c6f24a34afa38577bcae10439ae4bd479e0344513bf"}} as unknown as TypedDocumentString<QueueScoresSubscription, QueueScoresSubscriptionVariables>;
export const QueueChangesDocument = {"__meta__":{"hash":"sha256:fd7ea1c82e97d370172cfd02551d48fd6e6f4f90a28860a539a8496842714818"}} as unknown as TypedDocumentString<QueueChangesSubscription, QueueChangesSubscriptionVariables>;
export const QueueScoresBeyondDocument = {"__meta__":{"hash":"sha256:bb98b1f8ae76b9703a8e66eaf22cbba780842762339023de8c9dfecfdc3e8c64"}} as unknown as TypedDocumentString<QueueScoresBeyondSubscription, QueueScoresBeyondSubscriptionVariables>;
export const QueueChangesBeyondDocument = {"__meta__":{"hash":"sha256:bb6fbf40f144dd95c1ea1fa5ad48001777fe19cabc434214cb40868df466327d"}} as unknown as TypedDocumentString<QueueChangesBeyondSubscription, QueueChangesBeyondSubscriptionVariables>;