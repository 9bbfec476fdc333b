/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** Part of the platform that erases on its own, after the leads. */
export type ErasurePartName =
  /** Tables of the lake with all of their older versions. */
  | 'LAKE'
  /** Audit log. */
  | 'MODELS'
  /** Predictions, failed requests, exposures to rollouts, backtests and batch jobs. */
  | 'SCORES';

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

/** Which of the deliveries that were given up; an absent field does not restrict them. */
export type RetryDeliveriesInput = {
  /** Only deliveries with this error code, such as CRM_LEAD_MISSING. */
  errorCode?: string | null | undefined;
  /** Only deliveries of this lead. */
  leadId?: string | number | null | undefined;
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
export const ViewerDocument = {"__meta__":{"hash":"sha256:effde87a32f04432063b6d820ace428b69ef9c0d35e5fc523e1b6b2bedd6e505"}} as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const DataBatchJobsDocument = {"__meta__":{"hash":"sha256:429376937cbc3f4adeb3cfc90aca12c826a0f9147e85ee2e3a83e50e9a019fa2"}} as unknown as TypedDocumentString<DataBatchJobsQuery, DataBatchJobsQueryVariables>;
export const DataBatchProgressDocument = {"__meta__":{"hash":"sha256:85684b05d3e2fea2cd010de598da011c0c13899691e52fe81f2ea012feebe242"}} as unknown as TypedDocumentString<DataBatchProgressSubscription, DataBatchProgressSubscriptionVariables>;
export const DataBatchChoicesDocument = {"__meta__":{"hash":"sha256:eb7bf0263f24af54f95620265aad7ed3ca6ab7f19c98a3e86dd19dc2852b1a2e"}} as unknown as TypedDocumentString<DataBatchChoicesQuery, DataBatchChoicesQueryVariables>;
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