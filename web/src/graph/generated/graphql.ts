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

/** Verdict by the evidence so far. The chance of a wrong verdict does not grow with the number of evaluations. */
export type RolloutVerdict =
  /** Beyond the limit, at the confidence of the test. */
  | 'FAILURE'
  /** Not enough evidence: a step that waits for this verdict continues. */
  | 'INCONCLUSIVE'
  /** Within the limit, at the confidence of the test. */
  | 'SUCCESS';

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

export type ModelRegistryQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelRegistryQuery = { registrySync: { state: RegistrySyncState, trackingUri: string | null, lastSyncedAt: string | null, failingSince: string | null, lastErrorCode: string | null, lastError: string | null } | null, registryConflicts: Array<{ id: string, model: string, subject: string, here: string | null, there: string | null, state: RegistryConflictState, requestId: string | null, detectedAt: string, closedAt: string | null }> | null };

export type ModelSyncRegistryMutationVariables = Exact<{ [key: string]: never; }>;


export type ModelSyncRegistryMutation = { syncRegistry: { imported: Array<{ id: string }>, updated: Array<{ subject: string }>, conflicts: Array<{ id: string }>, skipped: Array<{ model: string, mlflowVersion: number | null, code: string, reason: string }> } | null };

export type ModelBacktestsQueryVariables = Exact<{
  model: string;
  after?: string | null | undefined;
}>;


export type ModelBacktestsQuery = { backtests: { edges: Array<{ node: { id: string, version: number, status: BacktestStatus, decisionTime: BacktestDecisionTime, from: string, until: string, startedBy: string, requestedAt: string, endedAt: string | null, progress: number, leads: number, leadsDone: number, scored: number, failed: number, errorCode: string | null, message: string | null, prunedAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ModelBacktestVersionsQueryVariables = Exact<{
  model: string;
}>;


export type ModelBacktestVersionsQuery = { model: { versions: Array<{ version: number, stage: ModelStage, description: string }> } | null };

export type ModelBacktestQueryVariables = Exact<{
  id: string | number;
}>;


export type ModelBacktestQuery = { backtest: { id: string, version: number, status: BacktestStatus, scored: number, performance: { maturityDays: number, report: { matured: number, pending: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, top: { selected: number, precision: number, recall: number | null, lift: number | null } | null, confusion: Array<{ cutPoint: number, truePositives: number, falsePositives: number, trueNegatives: number, falseNegatives: number }> }, grades: Array<{ grade: string, matured: number, converted: number, conversionRate: { estimate: number, lower: number, upper: number } | null }> } | null } | null };

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
}>;


export type ModelGradesQuery = { model: { gradePolicy: { version: number, name: string, limits: { a: number, b: number, c: number } }, gradePolicies: { edges: Array<{ node: { version: number, name: string, at: string, actor: string | null, reason: string | null, limits: { a: number, b: number, c: number } } }> } } | null };

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

export type ModelRolloutsQueryVariables = Exact<{
  model: string;
}>;


export type ModelRolloutsQuery = { model: { champion: { version: number } | null, rollout: { id: string } | null, versions: Array<{ version: number, stage: ModelStage, description: string }>, rollouts: { edges: Array<{ node: { id: string, strategy: RolloutStrategy, status: RolloutStatus, reason: string, requestedBy: string, createdAt: string, endedAt: string | null, endReason: string | null, champion: { version: number }, challenger: { version: number } | null } }> } } | null };

export type ModelAnalysisFragment = { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> };

export type ModelRolloutStateFragment = { id: string, model: string, strategy: RolloutStrategy, status: RolloutStatus, step: number, trafficShare: number, holdoutShare: number, replayRows: number, requestedBy: string, reason: string, createdAt: string, endedAt: string | null, endReason: string | null, waitsFor: string | null, nextStepAt: string | null, steps: Array<{ trafficShare: number, holdSeconds: number, minimumSamples: number, needsApproval: boolean }>, guardrails: Array<{ metric: GuardrailMetric, limit: number, holds: boolean }>, tripWires: { consecutiveFailures: number, p95Ms: number }, champion: { version: number }, challenger: { version: number } | null, versions: Array<{ role: RolloutRole, weight: number, modelVersion: { version: number } }>, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> } | null };

export type ModelRolloutEventFragment = { type: RolloutEventType, at: string, actor: string, reason: string, severity: RolloutSeverity | null, status: RolloutStatus, step: number, trafficShare: number, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> } | null };

export type ModelRolloutQueryVariables = Exact<{
  id: string | number;
}>;


export type ModelRolloutQuery = { rollout: { id: string, model: string, strategy: RolloutStrategy, status: RolloutStatus, step: number, trafficShare: number, holdoutShare: number, replayRows: number, requestedBy: string, reason: string, createdAt: string, endedAt: string | null, endReason: string | null, waitsFor: string | null, nextStepAt: string | null, abTest: { validity: AbTestValidity, verdict: RolloutVerdict, sampleRatioPValue: number, multipleExposure: number, neededControl: number | null, neededTreatment: number | null, arms: Array<{ weight: number, exposed: number, matured: number, converted: number, verdict: RolloutVerdict | null, modelVersion: { version: number }, difference: { estimate: number, lower: number, upper: number } | null }> } | null, holdout: { effect: { estimate: number, lower: number, upper: number } | null } | null, steps: Array<{ trafficShare: number, holdSeconds: number, minimumSamples: number, needsApproval: boolean }>, guardrails: Array<{ metric: GuardrailMetric, limit: number, holds: boolean }>, tripWires: { consecutiveFailures: number, p95Ms: number }, champion: { version: number }, challenger: { version: number } | null, versions: Array<{ role: RolloutRole, weight: number, modelVersion: { version: number } }>, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> } | null } | null };

export type ModelRolloutHistoryQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type ModelRolloutHistoryQuery = { rollout: { history: { edges: Array<{ cursor: string, node: { type: RolloutEventType, at: string, actor: string, reason: string, severity: RolloutSeverity | null, status: RolloutStatus, step: number, trafficShare: number, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> } | null } }> } } | null };

export type ModelShadowReportQueryVariables = Exact<{
  id: string | number;
  version: number;
}>;


export type ModelShadowReportQuery = { rollout: { shadowReport: { count: number, errors: number, dropped: number, matured: number, spearman: number | null, meanAbsoluteDifference: number | null, scorePsi: number | null, topDecileOverlap: number | null, champion: { latencyP95Ms: number | null, auc: number | null, brier: number | null }, shadow: { latencyP95Ms: number | null, auc: number | null, brier: number | null } } | null } | null };

export type ModelRolloutChangedSubscriptionVariables = Exact<{
  model?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ModelRolloutChangedSubscription = { rolloutChanged: { cursor: string, event: { type: RolloutEventType, at: string, actor: string, reason: string, severity: RolloutSeverity | null, status: RolloutStatus, step: number, trafficShare: number, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> } | null }, rollout: { id: string, status: RolloutStatus, step: number, trafficShare: number, waitsFor: string | null, nextStepAt: string | null, endedAt: string | null, endReason: string | null, analysis: { verdict: RolloutVerdict, at: string, explanation: string, metrics: Array<{ metric: GuardrailMetric, verdict: RolloutVerdict, holds: boolean, found: number | null, lower: number | null, upper: number | null, limit: number, champion: number | null, samples: number, needed: number | null, neededDays: number | null, explanation: string }> } | null } } | null };

export type ModelStartRolloutMutationVariables = Exact<{
  model: string;
  version: number;
  strategy: RolloutStrategy;
  steps?: Array<RolloutStepInput> | RolloutStepInput | null | undefined;
  guardrails?: Array<RolloutGuardrailInput> | RolloutGuardrailInput | null | undefined;
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
}>;


export type ModelPromotionRequestsQuery = { model: { champion: { version: number } | null, promotionRequests: Array<{ id: string, version: number, status: PromotionRequestStatus, overridden: boolean, requestedAt: string, requestedBy: string, requestReason: string, decidedAt: string | null, decidedBy: string | null, decisionReason: string | null, gates: Array<{ gate: PromotionGate, verdict: GateVerdict, found: string, needed: string }> }> } | null };

export type ModelVersionsQueryVariables = Exact<{
  model: string;
}>;


export type ModelVersionsQuery = { model: { name: string, champion: { version: number } | null, challenger: { version: number } | null, rollout: { id: string, strategy: RolloutStrategy, status: RolloutStatus, trafficShare: number, challenger: { version: number } | null } | null, versions: Array<{ id: string, version: number, stage: ModelStage, aliases: Array<ModelAlias>, description: string, createdAt: string, createdBy: string, promotedAt: string | null, metrics: Array<{ name: string, value: number }> }>, promotionPolicy: { gates: Array<PromotionGate> } } | null };

export type ModelVersionDetailsQueryVariables = Exact<{
  model: string;
  version: number;
}>;


export type ModelVersionDetailsQuery = { modelVersion: { version: number, description: string, framework: string, command: string, digest: string, sizeBytes: number, createdAt: string, createdBy: string, holdout: string | null, signature: { inputForm: string, inputs: Array<{ name: string, type: string, required: boolean }> }, referenceWindow: { from: string, until: string, rows: number } | null, scoreComparison: { rows: number, tolerance: number, largestDifference: number } | null, mlflow: { name: string, version: number, deletedAt: string | null } | null } | null };

export type ModelComparedFragment = { id: string, version: number, stage: ModelStage, holdout: string | null, sizeBytes: number, framework: string, metrics: Array<{ name: string, value: number }>, calibration: { method: string, slope: number | null, intercept: number | null }, signature: { inputForm: string, inputs: Array<{ name: string, type: string, required: boolean }> }, performance: { report: { matured: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, top: { precision: number, recall: number | null, lift: number | null } | null } } | null, drift: { edges: Array<{ node: { outcome: DriftOutcome, at: string } }> } | null };

export type ModelIntervalFragment = { estimate: number, lower: number, upper: number };

export type ModelTrafficFragment = { points: Array<{ predictions: number, failures: number, latency: { p95Ms: number } | null }> };

export type ModelComparisonQueryVariables = Exact<{
  model: string;
  first: number;
  second: number;
  third: number;
  hasThird: boolean;
}>;


export type ModelComparisonQuery = { first: { id: string, version: number, stage: ModelStage, holdout: string | null, sizeBytes: number, framework: string, metrics: Array<{ name: string, value: number }>, calibration: { method: string, slope: number | null, intercept: number | null }, signature: { inputForm: string, inputs: Array<{ name: string, type: string, required: boolean }> }, performance: { report: { matured: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, top: { precision: number, recall: number | null, lift: number | null } | null } } | null, drift: { edges: Array<{ node: { outcome: DriftOutcome, at: string } }> } | null } | null, second: { id: string, version: number, stage: ModelStage, holdout: string | null, sizeBytes: number, framework: string, metrics: Array<{ name: string, value: number }>, calibration: { method: string, slope: number | null, intercept: number | null }, signature: { inputForm: string, inputs: Array<{ name: string, type: string, required: boolean }> }, performance: { report: { matured: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, top: { precision: number, recall: number | null, lift: number | null } | null } } | null, drift: { edges: Array<{ node: { outcome: DriftOutcome, at: string } }> } | null } | null, third?: { id: string, version: number, stage: ModelStage, holdout: string | null, sizeBytes: number, framework: string, metrics: Array<{ name: string, value: number }>, calibration: { method: string, slope: number | null, intercept: number | null }, signature: { inputForm: string, inputs: Array<{ name: string, type: string, required: boolean }> }, performance: { report: { matured: number, logLoss: number | null, conversionRate: { estimate: number, lower: number, upper: number } | null, auc: { auc: number, lower: number, upper: number } | null, brierInterval: { estimate: number, lower: number, upper: number } | null, calibration: { expectedError: number, signedBias: number } | null, top: { precision: number, recall: number | null, lift: number | null } | null } } | null, drift: { edges: Array<{ node: { outcome: DriftOutcome, at: string } }> } | null } | null };

export type ModelTrafficComparisonQueryVariables = Exact<{
  model: string;
  first: number;
  second: number;
  third: number;
  hasThird: boolean;
}>;


export type ModelTrafficComparisonQuery = { first: { points: Array<{ predictions: number, failures: number, latency: { p95Ms: number } | null }> } | null, second: { points: Array<{ predictions: number, failures: number, latency: { p95Ms: number } | null }> } | null, third?: { points: Array<{ predictions: number, failures: number, latency: { p95Ms: number } | null }> } | null };

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
  challenger {
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
  performance(source: LIVE) {
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
  drift(first: 1) {
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
export const ViewerDocument = {"__meta__":{"hash":"sha256:effde87a32f04432063b6d820ace428b69ef9c0d35e5fc523e1b6b2bedd6e505"}} as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const ModelTokensDocument = {"__meta__":{"hash":"sha256:8affd49531085c35856e76eedd63f0497a2470a701f1356f0f60a6a430475484"}} as unknown as TypedDocumentString<ModelTokensQuery, ModelTokensQueryVariables>;
export const ModelCreateTokenDocument = {"__meta__":{"hash":"sha256:35ade20f22e343f43e09a9bed74283a965d1a0d8e2e37a1a93ba2eb969d2ccaf"}} as unknown as TypedDocumentString<ModelCreateTokenMutation, ModelCreateTokenMutationVariables>;
export const ModelRevokeTokenDocument = {"__meta__":{"hash":"sha256:a81b1382cbfbbef1f54b299db5fbe118cfa45dedc9a1c767d884377122f196c3"}} as unknown as TypedDocumentString<ModelRevokeTokenMutation, ModelRevokeTokenMutationVariables>;
export const ModelWebhooksDocument = {"__meta__":{"hash":"sha256:1e46952aa71c4ecbe8ceb81025a09c3f883c68dd0a67c3075b99088883c77b69"}} as unknown as TypedDocumentString<ModelWebhooksQuery, ModelWebhooksQueryVariables>;
export const ModelResendWebhookDocument = {"__meta__":{"hash":"sha256:c38b7a363e62185e7b66f7b671c91a149579673a62515cde663ca0740b4033dd"}} as unknown as TypedDocumentString<ModelResendWebhookMutation, ModelResendWebhookMutationVariables>;
export const ModelRegistryDocument = {"__meta__":{"hash":"sha256:48566f36018a1242a371ee8be38e0f7028e26c445be5f524319e742d5c008531"}} as unknown as TypedDocumentString<ModelRegistryQuery, ModelRegistryQueryVariables>;
export const ModelSyncRegistryDocument = {"__meta__":{"hash":"sha256:74ec479508e3cd9cbac3ab52c1022f029b4ef93da3f49c8e62f97fb4ee9606ad"}} as unknown as TypedDocumentString<ModelSyncRegistryMutation, ModelSyncRegistryMutationVariables>;
export const ModelBacktestsDocument = {"__meta__":{"hash":"sha256:449bdbbce1e2a30e3516e60c22710724830c83afea67b3fa9a1325938d9dc83f"}} as unknown as TypedDocumentString<ModelBacktestsQuery, ModelBacktestsQueryVariables>;
export const ModelBacktestVersionsDocument = {"__meta__":{"hash":"sha256:e8a9f1e6fd999503a075d2be01ff3dd28494dc69bf355ee02b380f86ecdc4603"}} as unknown as TypedDocumentString<ModelBacktestVersionsQuery, ModelBacktestVersionsQueryVariables>;
export const ModelBacktestDocument = {"__meta__":{"hash":"sha256:0b3a9a127d3604bebfd1d96b0945379dc6a13a8231287d917fa21231351b98cb"}} as unknown as TypedDocumentString<ModelBacktestQuery, ModelBacktestQueryVariables>;
export const ModelBacktestPowerDocument = {"__meta__":{"hash":"sha256:96b3df5d7f86fb34e5298f75da44a29d123cd30f24a393b30ffb9972bf6d2263"}} as unknown as TypedDocumentString<ModelBacktestPowerQuery, ModelBacktestPowerQueryVariables>;
export const ModelWorthDocument = {"__meta__":{"hash":"sha256:1b7e71523c8717cfb9a5b06e33a77e1e1026128309fd0d5a6bdb8c2102f81722"}} as unknown as TypedDocumentString<ModelWorthQuery, ModelWorthQueryVariables>;
export const ModelStartBacktestDocument = {"__meta__":{"hash":"sha256:b1a37dee54db506e92b2c0d07ed746a5cfe3c9a5342b63d42d6e78f698e40428"}} as unknown as TypedDocumentString<ModelStartBacktestMutation, ModelStartBacktestMutationVariables>;
export const ModelCancelBacktestDocument = {"__meta__":{"hash":"sha256:727fc583f62f0a3d0ef27e7b9958a2c714e3af27f47b6057033cf9df1899b79d"}} as unknown as TypedDocumentString<ModelCancelBacktestMutation, ModelCancelBacktestMutationVariables>;
export const ModelGradesDocument = {"__meta__":{"hash":"sha256:097b54953061a85131869ae890feff15e8b6174ae6a2917818d700ed69e6175e"}} as unknown as TypedDocumentString<ModelGradesQuery, ModelGradesQueryVariables>;
export const ModelGradePreviewDocument = {"__meta__":{"hash":"sha256:b026c8e6e04e319c5eae694aae17d8450803a22481a29dc5f64d685c5535cd9e"}} as unknown as TypedDocumentString<ModelGradePreviewQuery, ModelGradePreviewQueryVariables>;
export const ModelSetGradesDocument = {"__meta__":{"hash":"sha256:09e942fc65e2888abf4c6f14e97aeae47e90e553511d24ed05f523602c27fc9d"}} as unknown as TypedDocumentString<ModelSetGradesMutation, ModelSetGradesMutationVariables>;
export const ModelChampionAtDocument = {"__meta__":{"hash":"sha256:3c8c2091eaabe0f6c71a9aa3328086205a1beff34d8453d17485701366fa75a3"}} as unknown as TypedDocumentString<ModelChampionAtQuery, ModelChampionAtQueryVariables>;
export const ModelStageHistoryDocument = {"__meta__":{"hash":"sha256:6560f3bd7c5974420d70d647d2b62d6caba6af0358ec57ab639c7030c5f0c069"}} as unknown as TypedDocumentString<ModelStageHistoryQuery, ModelStageHistoryQueryVariables>;
export const ModelAuditDocument = {"__meta__":{"hash":"sha256:441dade37c7c08ff9bd2bedbeaf2becac10548a725ba26e9f1e578dd986f8474"}} as unknown as TypedDocumentString<ModelAuditQuery, ModelAuditQueryVariables>;
export const ModelNamesDocument = {"__meta__":{"hash":"sha256:1cab09858681fff3a7d6094002beb800ac9debc757faea5b2640688fde47a9e9"}} as unknown as TypedDocumentString<ModelNamesQuery, ModelNamesQueryVariables>;
export const ModelValidateDocument = {"__meta__":{"hash":"sha256:c01193ba2499fc785ee4fb04ac1a02123f38243e213ce3b118b8390fe7c74d00"}} as unknown as TypedDocumentString<ModelValidateMutation, ModelValidateMutationVariables>;
export const ModelRegisterDocument = {"__meta__":{"hash":"sha256:e64c08744596f2bc5460d1df130fd41a38d6c4d0eac6afd67762cce738e9f76f"}} as unknown as TypedDocumentString<ModelRegisterMutation, ModelRegisterMutationVariables>;
export const ModelRolloutsDocument = {"__meta__":{"hash":"sha256:05d5886118b90ee47661fd845afae9987a0a5ef42e6613ecadf9876ad8591d36"}} as unknown as TypedDocumentString<ModelRolloutsQuery, ModelRolloutsQueryVariables>;
export const ModelRolloutDocument = {"__meta__":{"hash":"sha256:f82dfbfd411fb616dcbd2af20c4747dce0dff653e0c328193adfc2e03ab8d8aa"}} as unknown as TypedDocumentString<ModelRolloutQuery, ModelRolloutQueryVariables>;
export const ModelRolloutHistoryDocument = {"__meta__":{"hash":"sha256:9fd8cb2cb36e95544f8daf9274a55e0510f24bebaa397d51a70a0b7c51850cd8"}} as unknown as TypedDocumentString<ModelRolloutHistoryQuery, ModelRolloutHistoryQueryVariables>;
export const ModelShadowReportDocument = {"__meta__":{"hash":"sha256:d984d527d61b494c64b5b0e158ef10020d57e74c5d5900bbc89057dbc1739198"}} as unknown as TypedDocumentString<ModelShadowReportQuery, ModelShadowReportQueryVariables>;
export const ModelRolloutChangedDocument = {"__meta__":{"hash":"sha256:2f17dff8adcd6fe3cd5928737f598fa3c6ddc936ac21529b5acfbd607c9f4cce"}} as unknown as TypedDocumentString<ModelRolloutChangedSubscription, ModelRolloutChangedSubscriptionVariables>;
export const ModelStartRolloutDocument = {"__meta__":{"hash":"sha256:5a583ddbb905414ae3318de0d68e61df7c8f3000ddcc17363ee21d9511d94e92"}} as unknown as TypedDocumentString<ModelStartRolloutMutation, ModelStartRolloutMutationVariables>;
export const ModelPauseRolloutDocument = {"__meta__":{"hash":"sha256:9225bbc7863fd1d6d0bef556908bb14e53dbc7d7007e878bc606f14edc88c680"}} as unknown as TypedDocumentString<ModelPauseRolloutMutation, ModelPauseRolloutMutationVariables>;
export const ModelResumeRolloutDocument = {"__meta__":{"hash":"sha256:cdccec47d57a0bd6468789ebd3ea67c3b2e27d8f82f1f2e528060f25bf3f6f09"}} as unknown as TypedDocumentString<ModelResumeRolloutMutation, ModelResumeRolloutMutationVariables>;
export const ModelAdvanceRolloutDocument = {"__meta__":{"hash":"sha256:5cf7267cb58aa22661a18fe5b089d4c1e4e0e033cbcfab488fb5217f37424b0e"}} as unknown as TypedDocumentString<ModelAdvanceRolloutMutation, ModelAdvanceRolloutMutationVariables>;
export const ModelApproveRolloutDocument = {"__meta__":{"hash":"sha256:eaf17ca036affcb2fa80c7e89189890691441686fb5a54b7bf9c9a0fcecaff46"}} as unknown as TypedDocumentString<ModelApproveRolloutMutation, ModelApproveRolloutMutationVariables>;
export const ModelAbortRolloutDocument = {"__meta__":{"hash":"sha256:8899088014d404cc9d546b4d10bed253e7679eefbda624bd995aab2c44950a21"}} as unknown as TypedDocumentString<ModelAbortRolloutMutation, ModelAbortRolloutMutationVariables>;
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
export const ModelPromotionRequestsDocument = {"__meta__":{"hash":"sha256:c02d71d8cd698536c9ee6d6c356cc5b9e75628c41cf55a3f6325b7412d689d68"}} as unknown as TypedDocumentString<ModelPromotionRequestsQuery, ModelPromotionRequestsQueryVariables>;
export const ModelVersionsDocument = {"__meta__":{"hash":"sha256:a78c519a83cbf5d53de7b064a20158c246f630c301c3076c63df84c10daeecbd"}} as unknown as TypedDocumentString<ModelVersionsQuery, ModelVersionsQueryVariables>;
export const ModelVersionDetailsDocument = {"__meta__":{"hash":"sha256:d1faf17741f1f8d53b8c98c1752b10b1836a457e706c18b44403ab7c5e438818"}} as unknown as TypedDocumentString<ModelVersionDetailsQuery, ModelVersionDetailsQueryVariables>;
export const ModelComparisonDocument = {"__meta__":{"hash":"sha256:585c52b8bb8f71cc0ffa37385a9f39f3e845461df274ced09fe3064abe25f96d"}} as unknown as TypedDocumentString<ModelComparisonQuery, ModelComparisonQueryVariables>;
export const ModelTrafficComparisonDocument = {"__meta__":{"hash":"sha256:93003f35fd8d7272ce7eabc750704c17eea3364bb68b7d29dd9b15b6ebdb85f1"}} as unknown as TypedDocumentString<ModelTrafficComparisonQuery, ModelTrafficComparisonQueryVariables>;