import type { ErrorCode } from '../../platform/errors.ts';

type Codes = readonly ErrorCode[];

const PAGE: Codes = ['VALIDATION_FAILED', 'CURSOR_INVALID'];
const STREAM: Codes = ['CURSOR_INVALID', 'CURSOR_EXPIRED'];
const SCORING: Codes = [
  'VALIDATION_FAILED',
  'NO_LIVE_MODEL',
  'LEAD_HELD_OUT',
  'INFERENCE_FAILED',
  'INFERENCE_TIMEOUT',
  'MODEL_WITHDRAWN',
  'ARTIFACT_CORRUPT',
];
const STAGE: Codes = ['VALIDATION_FAILED', 'MODEL_NOT_FOUND', 'MODEL_VERSION_NOT_FOUND', 'STAGE_TRANSITION_REFUSED'];
const PROMOTE: Codes = [...STAGE, 'ARTIFACT_CORRUPT', 'ROLLOUT_IN_PROGRESS'];
const ROLLOUT: Codes = ['VALIDATION_FAILED', 'ROLLOUT_NOT_FOUND', 'ROLLOUT_ACTION_REFUSED'];
const ALERT: Codes = ['VALIDATION_FAILED', 'ALERT_NOT_FOUND'];
const VERSION: Codes = ['MODEL_NOT_FOUND', 'MODEL_VERSION_NOT_FOUND', 'NO_LIVE_MODEL'];
const MLFLOW: Codes = [
  'MLFLOW_NOT_CONFIGURED',
  'MLFLOW_UNAVAILABLE',
  'MLFLOW_TIMEOUT',
  'MLFLOW_RESPONSE_INVALID',
  'MLFLOW_REFUSED',
  'MLFLOW_NOT_FOUND',
];
const REGISTER: Codes = [
  'VALIDATION_FAILED',
  'IDEMPOTENCY_KEY_REUSED',
  'MODEL_VERSION_EXISTS',
  'TOO_MANY_REGISTRATIONS',
  'ARTIFACT_INVALID',
  'ARTIFACT_MISMATCH',
  'ARTIFACT_SCORES_DIFFER',
  'ARTIFACT_ZIPMAP_OUTPUT',
  'ARTIFACT_LOCALE_ABSENT',
  'ARTIFACT_TOO_LARGE',
  'ARTIFACT_VALIDATION_TIMEOUT',
  'ARTIFACT_SOURCE_REFUSED',
  'ARTIFACT_SOURCE_UNAVAILABLE',
  'ARTIFACT_SOURCE_TIMEOUT',
  'MODEL_MEMORY_EXCEEDED',
  'INFERENCE_FAILED',
  'MLFLOW_VERSION_UNUSABLE',
];

/** Codes that any operation can meet. */
export const COMMON_ERRORS: Codes = [
  'UNAUTHENTICATED',
  'TOKEN_KEYS_UNAVAILABLE',
  'FORBIDDEN',
  'RATE_LIMITED',
  'VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_LIMIT_EXCEEDED',
  'DOCUMENT_NOT_TRUSTED',
  'BODY_TOO_LARGE',
  'OVERLOADED',
  'SHUTTING_DOWN',
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'DATABASE_UNAVAILABLE',
  'DATABASE_BUSY',
  'INTERNAL',
];

/** Codes that any mutation can meet besides. */
export const MUTATION_ERRORS: Codes = ['STORAGE_FULL', 'DATABASE_READ_ONLY'];

/** Codes that any subscription can meet besides. */
export const SUBSCRIPTION_ERRORS: Codes = [
  'SUBSCRIPTION_TRANSPORT_REQUIRED',
  'SUBSCRIPTION_LIMIT_EXCEEDED',
  'SUBSCRIBER_TOO_SLOW',
  'SUPERGRAPH_CHANGED',
];

/** Codes of each root field besides the common ones. A test holds it against the fields and against the code. */
export const FIELD_ERRORS: Readonly<Record<string, Codes>> = {
  'Query.lead': [],
  'Query.leads': ['VALIDATION_FAILED', 'TOO_MANY_ITEMS', ...STREAM],
  'Query.leadVocabulary': ['VALIDATION_FAILED'],
  'Query.auditEvents': PAGE,
  'Query.registrySync': [],
  'Query.registryConflicts': ['VALIDATION_FAILED'],
  'Query.promotionGates': ['MODEL_VERSION_NOT_FOUND'],
  'Query.model': [],
  'Query.models': [],
  'Query.modelVersion': [],
  'Query.championAt': [],
  'Query.rollout': [],
  'Query.webhookDeliveries': PAGE,
  'Query.machineTokens': PAGE,
  'Query.alerts': PAGE,
  'Query.alert': [],
  'Query.alertRules': [],
  'Query.maintenanceWindows': ['VALIDATION_FAILED'],
  'Query.alertIncident': [],
  'Query.driftReport': [],
  'Query.driftReports': PAGE,
  'Query.conversionByGrade': ['VALIDATION_FAILED'],
  'Query.conversionByWeek': ['VALIDATION_FAILED'],
  'Query.health': [],
  'Query.liveMetrics': ['VALIDATION_FAILED'],
  'Query.featureStatistics': ['VALIDATION_FAILED', ...VERSION, 'REFERENCE_WINDOW_NOT_FOUND'],
  'Query.metricsHistory': ['VALIDATION_FAILED'],
  'Query.whatIf': [...SCORING, 'LEAD_NOT_FOUND', 'MODEL_VERSION_NOT_FOUND', 'EXPLANATION_UNAVAILABLE'],
  'Query.backtest': [],
  'Query.backtests': PAGE,
  'Query.score': [],
  'Query.replayScore': ['SCORE_NOT_FOUND', 'ARTIFACT_CORRUPT', 'INFERENCE_FAILED', 'INFERENCE_TIMEOUT'],
  'Mutation.submitLead': ['VALIDATION_FAILED', 'LEAD_EXISTS', 'IDEMPOTENCY_KEY_REUSED'],
  'Mutation.updateLead': ['VALIDATION_FAILED', 'LEAD_NOT_FOUND', 'LEAD_VERSION_CONFLICT'],
  'Mutation.updateLeads': ['VALIDATION_FAILED', 'TOO_MANY_ITEMS'],
  'Mutation.recordInteractions': ['VALIDATION_FAILED', 'LEAD_NOT_FOUND', 'TOO_MANY_ITEMS'],
  'Mutation.recordOutcome': ['VALIDATION_FAILED', 'LEAD_NOT_FOUND', 'OUTCOME_EXISTS'],
  'Mutation.syncRegistry': [...MLFLOW, 'MLFLOW_SYNC_RUNNING'],
  'Mutation.registerModelVersion': [...REGISTER, ...MLFLOW],
  'Mutation.stageModelVersion': [...STAGE, 'ROLLOUT_IN_PROGRESS'],
  'Mutation.promoteModelVersion': [...PROMOTE, 'PROMOTION_REFUSED'],
  'Mutation.archiveModelVersion': [...STAGE, 'ROLLOUT_IN_PROGRESS'],
  'Mutation.rollbackModel': [...STAGE, 'ARTIFACT_CORRUPT', 'FORBIDDEN'],
  'Mutation.setChallenger': [...STAGE, 'ROLLOUT_IN_PROGRESS'],
  'Mutation.removeChallenger': [
    'VALIDATION_FAILED',
    'MODEL_NOT_FOUND',
    'MODEL_VERSION_NOT_FOUND',
    'ROLLOUT_IN_PROGRESS',
  ],
  'Mutation.setPromotionPolicy': ['VALIDATION_FAILED', 'MODEL_NOT_FOUND'],
  'Mutation.requestPromotion': [...PROMOTE, 'PROMOTION_REQUEST_EXISTS'],
  'Mutation.approvePromotion': [
    ...PROMOTE,
    'PROMOTION_REFUSED',
    'PROMOTION_SELF_APPROVED',
    'PROMOTION_REQUEST_NOT_FOUND',
    'PROMOTION_REQUEST_CLOSED',
  ],
  'Mutation.rejectPromotion': ['VALIDATION_FAILED', 'PROMOTION_REQUEST_NOT_FOUND', 'PROMOTION_REQUEST_CLOSED'],
  'Mutation.startRollout': [...PROMOTE, 'NO_LIVE_MODEL', 'ROLLOUT_INVALID'],
  'Mutation.pauseRollout': ROLLOUT,
  'Mutation.resumeRollout': ROLLOUT,
  'Mutation.advanceRollout': [...ROLLOUT, 'ARTIFACT_CORRUPT'],
  'Mutation.approveRollout': [...ROLLOUT, 'ROLLOUT_SELF_APPROVED', 'ARTIFACT_CORRUPT'],
  'Mutation.abortRollout': ROLLOUT,
  'Mutation.resendWebhook': ['VALIDATION_FAILED', 'WEBHOOK_NOT_FOUND'],
  'Mutation.createMachineToken': ['VALIDATION_FAILED', 'FORBIDDEN'],
  'Mutation.revokeMachineToken': ['VALIDATION_FAILED', 'MACHINE_TOKEN_NOT_FOUND'],
  'Mutation.acknowledgeAlert': [...ALERT, 'ALERT_ACTION_REFUSED'],
  'Mutation.resolveAlert': [...ALERT, 'ALERT_ACTION_REFUSED'],
  'Mutation.muteAlert': ALERT,
  'Mutation.unmuteAlert': ALERT,
  'Mutation.setAlertRule': ['VALIDATION_FAILED', 'ALERT_RULE_INVALID'],
  'Mutation.setMaintenanceWindow': ['VALIDATION_FAILED', 'MAINTENANCE_WINDOW_NOT_FOUND'],
  'Mutation.testAlertChannel': ['ALERT_CHANNEL_NOT_CONFIGURED', 'RATE_LIMITED'],
  'Mutation.acknowledgeIncident': [...ALERT, 'ALERT_ACTION_REFUSED'],
  'Mutation.runDriftCheck': ['VALIDATION_FAILED', ...VERSION, 'REFERENCE_WINDOW_NOT_FOUND', 'DRIFT_WINDOW_EMPTY'],
  'Mutation.setReferenceWindow': [
    'VALIDATION_FAILED',
    'MODEL_NOT_FOUND',
    'MODEL_VERSION_NOT_FOUND',
    'DRIFT_WINDOW_EMPTY',
  ],
  'Mutation.scoreLead': [...SCORING, 'LEAD_NOT_FOUND', 'IDEMPOTENCY_KEY_REUSED'],
  'Mutation.scoreLeads': [...SCORING, 'LEAD_NOT_FOUND', 'TOO_MANY_ITEMS'],
  'Mutation.scoreFeatures': [...SCORING, 'LEAD_NOT_FOUND', 'MODEL_VERSION_NOT_FOUND', 'IDEMPOTENCY_KEY_REUSED'],
  'Mutation.startBacktest': ['VALIDATION_FAILED', 'MODEL_VERSION_NOT_FOUND', 'BACKTEST_QUEUE_FULL'],
  'Mutation.cancelBacktest': ['BACKTEST_NOT_FOUND', 'BACKTEST_ENDED'],
  'Subscription.leadChanged': ['TOO_MANY_ITEMS', ...STREAM],
  'Subscription.rolloutChanged': STREAM,
  'Subscription.alertChanged': STREAM,
  'Subscription.driftAlerts': STREAM,
  'Subscription.liveMetrics': ['VALIDATION_FAILED'],
  'Subscription.leadScored': ['VALIDATION_FAILED', 'TOO_MANY_ITEMS', ...STREAM],
};
