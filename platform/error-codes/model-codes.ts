import type { ErrorEntry } from './error-entry.ts';

/** Codes about models: versions, promotions, rollouts, webhooks and MLflow. */
export const MODEL_CODES = {
  MODEL_NOT_FOUND: {
    status: 404,
    meaning: 'No model has this name.',
    cure: 'Check the name; the query models lists every model.',
  },
  MODEL_VERSION_NOT_FOUND: {
    status: 404,
    meaning: 'The model has no such version.',
    cure: 'Check the number; Model.versions lists the versions.',
  },
  NO_LIVE_MODEL: {
    status: 503,
    meaning: 'No model version is in Production, so nothing can be scored.',
    cure: 'Promote a version with promoteModelVersion, or name another model; CRM_MODEL names the default.',
  },
  MODEL_VERSION_EXISTS: {
    status: 409,
    meaning: 'The model already has this version.',
    cure: 'Leave the number out, or register under the next one.',
  },
  GRADE_POLICY_CHANGED: {
    status: 409,
    meaning: 'Another person set the grade policy of the model meanwhile: its version is not the expected one.',
    cure: 'Read Model.gradePolicy, preview the limits again, and set them with its version as expectedVersion.',
  },
  STAGE_TRANSITION_REFUSED: {
    status: 409,
    meaning: 'The version cannot move from its stage to the one asked for.',
    cure: 'Read the stage of the version; the message says which stage the change starts from.',
  },
  PROMOTION_REFUSED: {
    status: 409,
    meaning: 'A gate of the promotion policy refuses; gates says found and needed.',
    cure: 'Read gates in the error; improve the version, change the policy, or have a second person override the gate.',
  },
  PROMOTION_SELF_APPROVED: {
    status: 403,
    meaning: 'The person who requested a promotion cannot approve it.',
    cure: 'Have another person approve, with a token of another subject.',
  },
  PROMOTION_REQUEST_NOT_FOUND: {
    status: 404,
    meaning: 'No promotion request has this id.',
    cure: 'Check the id; requestPromotion returned it.',
  },
  PROMOTION_REQUEST_EXISTS: {
    status: 409,
    meaning: 'The promotion of this version is requested already.',
    cure: 'Have the open request approved or rejected.',
  },
  PROMOTION_REQUEST_CLOSED: {
    status: 409,
    meaning: 'The promotion request was decided before.',
    cure: 'Make a new request with requestPromotion.',
  },
  ROLLOUT_INVALID: {
    status: 400,
    meaning: 'A step, guardrail, arm or share of the rollout cannot be carried out; the message names it.',
    cure: 'Correct the part that the message names and start the rollout again.',
  },
  ROLLOUT_NOT_FOUND: {
    status: 404,
    meaning: 'No rollout has this id.',
    cure: 'Check the id; Model.rollouts lists the rollouts of a model.',
  },
  ROLLOUT_IN_PROGRESS: {
    status: 409,
    meaning: 'A rollout of the model runs; end it first, or wait until it has.',
    cure: 'Wait for the end of the rollout, or end it with abortRollout; rollbackModel works at any time.',
  },
  ROLLOUT_SELF_APPROVED: {
    status: 403,
    meaning: 'The person who started a rollout cannot approve it.',
    cure: 'Have another person approve, with a token of another subject.',
  },
  ROLLOUT_ACTION_REFUSED: {
    status: 409,
    meaning: 'The rollout is not in a state that allows this.',
    cure: 'Read the state of the rollout; the message says which state the action needs.',
  },
  WEBHOOK_NOT_FOUND: {
    status: 404,
    meaning: 'There is no webhook of this id, or none to a URL of REGISTRY_WEBHOOK_URLS.',
    cure: 'Take the id from webhookDeliveries; add its URL to REGISTRY_WEBHOOK_URLS again.',
  },
  MLFLOW_NOT_CONFIGURED: {
    status: 409,
    meaning: 'No MLflow server is followed; MLFLOW_TRACKING_URI names one.',
    cure: 'Set MLFLOW_TRACKING_URI and start the platform again.',
  },
  MLFLOW_UNAVAILABLE: {
    status: 502,
    meaning: 'The MLflow server cannot be reached, or fails.',
    cure: 'Check that the server runs and that MLFLOW_TRACKING_URI is right; synchronisation is retried by itself.',
  },
  MLFLOW_TIMEOUT: {
    status: 504,
    meaning: 'The MLflow server did not answer in time.',
    cure: 'Check the load of the server, or raise MLFLOW_TIMEOUT_MS; synchronisation is retried by itself.',
  },
  MLFLOW_RESPONSE_INVALID: {
    status: 502,
    meaning: 'The MLflow server answered something else than its REST API says.',
    cure: 'Check that MLFLOW_TRACKING_URI leads to MLflow 3.x, not to a proxy or a sign-in page.',
  },
  MLFLOW_REFUSED: {
    status: 502,
    meaning: 'The MLflow server refused the request; the message holds its reason.',
    cure: 'Check MLFLOW_TRACKING_TOKEN, or the user name and password, and the rights of that user.',
  },
  MLFLOW_NOT_FOUND: {
    status: 404,
    meaning: 'The MLflow server has no such model, version or file.',
    cure: 'Check the name and version in MLflow.',
  },
  MLFLOW_VERSION_UNUSABLE: {
    status: 422,
    meaning: 'The MLflow version cannot be imported: not ready, no onnx flavour or no fitting signature.',
    cure: 'Log the model again with mlflow.onnx and a signature whose columns are features; then call syncRegistry.',
  },
  MLFLOW_SYNC_RUNNING: {
    status: 409,
    meaning: 'Another replica synchronizes with MLflow at the moment.',
    cure: 'Send the request again in a few seconds.',
  },
} as const satisfies Record<string, ErrorEntry>;
