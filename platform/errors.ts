/**
 * The one table of error codes: what each means to a caller and which HTTP status carries it.
 *
 * Every refusal that a caller can act on uses a code of this table, in GraphQL as `extensions.code`, in REST as the
 * problem document's `code`. The README lists the same codes; a test compares the two.
 */
export const ERROR_CODES = {
  VALIDATION_FAILED: { status: 400, meaning: 'A value has the wrong type, format or range; the message names it.' },
  UNAUTHENTICATED: { status: 401, meaning: 'No token, or one that is not valid any more.' },
  TOKEN_KEYS_UNAVAILABLE: {
    status: 503,
    meaning: 'The issuer of the token does not tell its keys at the moment, so the token cannot be checked.',
  },
  FORBIDDEN: { status: 403, meaning: 'The token lacks a scope that the field or route needs.' },
  LEAD_NOT_FOUND: { status: 404, meaning: 'No lead has this id.' },
  LEAD_EXISTS: { status: 409, meaning: 'Another lead has this id.' },
  OUTCOME_EXISTS: { status: 409, meaning: 'The lead has an outcome already; an outcome is recorded once.' },
  OUTCOME_BEFORE_LEAD: { status: 400, meaning: 'The lead was created after the time of the outcome.' },
  OUTCOME_CONTRADICTORY: { status: 409, meaning: 'The lead has another outcome; the one recorded first stays.' },
  IMPORT_FILE_UNREADABLE: { status: 400, meaning: 'A file of the import is absent, or cannot be read or written.' },
  IMPORT_MAPPING_INVALID: { status: 400, meaning: 'The mapping of the import is wrong, or does not fit the file.' },
  LEAD_HELD_OUT: {
    status: 409,
    meaning: 'The lead is in the holdout of a rollout: its score is recorded, and hidden until the rollout ends.',
  },
  SCORE_NOT_FOUND: { status: 404, meaning: 'No score has this id.' },
  MODEL_NOT_FOUND: { status: 404, meaning: 'No model has this name.' },
  MODEL_VERSION_NOT_FOUND: { status: 404, meaning: 'The model has no such version.' },
  NO_LIVE_MODEL: { status: 503, meaning: 'No model version is in Production, so nothing can be scored.' },
  MODEL_VERSION_EXISTS: { status: 409, meaning: 'The model already has this version.' },
  STAGE_TRANSITION_REFUSED: { status: 409, meaning: 'The version cannot move from its stage to the one asked for.' },
  PROMOTION_REFUSED: { status: 409, meaning: 'A gate of the promotion policy refuses; gates says found and needed.' },
  PROMOTION_SELF_APPROVED: { status: 403, meaning: 'Whoever requests a promotion cannot approve it.' },
  PROMOTION_REQUEST_NOT_FOUND: { status: 404, meaning: 'No promotion request has this id.' },
  PROMOTION_REQUEST_EXISTS: { status: 409, meaning: 'The promotion of this version is requested already.' },
  PROMOTION_REQUEST_CLOSED: { status: 409, meaning: 'The promotion request was decided before.' },
  ROLLOUT_INVALID: {
    status: 400,
    meaning: 'A step, guardrail, arm or share of the rollout cannot be carried out; the message names it.',
  },
  ROLLOUT_NOT_FOUND: { status: 404, meaning: 'No rollout has this id.' },
  ROLLOUT_IN_PROGRESS: { status: 409, meaning: 'A rollout of the model runs; end it first, or wait until it has.' },
  ROLLOUT_SELF_APPROVED: { status: 403, meaning: 'Whoever starts a rollout cannot approve it.' },
  ROLLOUT_ACTION_REFUSED: { status: 409, meaning: 'The rollout is not in a state that allows this.' },
  REFERENCE_WINDOW_NOT_FOUND: {
    status: 404,
    meaning: 'The version has no reference window; setReferenceWindow makes one of its predictions.',
  },
  DRIFT_WINDOW_EMPTY: { status: 409, meaning: 'The version answered nothing within the window.' },
  ALERT_RULE_INVALID: { status: 400, meaning: 'The levels, counts or times of the alert rule contradict each other.' },
  ALERT_NOT_FOUND: { status: 404, meaning: 'No alert has this id.' },
  ALERT_CHANNEL_NOT_CONFIGURED: { status: 409, meaning: 'The environment names no receiver for this channel.' },
  MAINTENANCE_WINDOW_NOT_FOUND: { status: 404, meaning: 'No maintenance window has this id.' },
  ALERT_ACTION_REFUSED: { status: 409, meaning: 'The alert is not in a state that allows this.' },
  ARTIFACT_INVALID: { status: 422, meaning: 'The file is not a readable ONNX model.' },
  ARTIFACT_MISMATCH: { status: 422, meaning: 'The model does not fit its signature or the feature definition.' },
  ARTIFACT_SCORES_DIFFER: {
    status: 422,
    meaning: 'The file gives other scores than the reference window says; first lists rows with expected and found.',
  },
  ARTIFACT_ZIPMAP_OUTPUT: {
    status: 422,
    meaning: 'The probabilities are a sequence of maps, as ZipMap makes it; the message says how to export a tensor.',
  },
  ARTIFACT_LOCALE_ABSENT: {
    status: 422,
    meaning: 'A StringNormalizer of the model names a locale that is not there; export it with the locale C.',
  },
  ARTIFACT_VALIDATION_TIMEOUT: { status: 422, meaning: 'Loading and running the file took longer than the limit.' },
  MODEL_MEMORY_EXCEEDED: {
    status: 422,
    meaning: 'The model needs more memory than a process that runs models may take, MODEL_MEMORY_LIMIT_BYTES.',
  },
  TOO_MANY_REGISTRATIONS: {
    status: 429,
    meaning: 'The caller has as many registrations under way as it may; retryAfterSeconds says when to come back.',
  },
  ARTIFACT_SOURCE_REFUSED: { status: 403, meaning: 'The path or URL is outside of ARTIFACT_SOURCES.' },
  ARTIFACT_SOURCE_UNAVAILABLE: { status: 502, meaning: 'The path or URL of the artifact cannot be read.' },
  ARTIFACT_SOURCE_TIMEOUT: { status: 504, meaning: 'The path or URL of the artifact was not read in time.' },
  ARTIFACT_CORRUPT: { status: 503, meaning: 'The stored artifact is absent or its SHA-256 is not the registered one.' },
  ARTIFACT_TOO_LARGE: { status: 413, meaning: 'The artifact is larger than the limit.' },
  WEBHOOK_NOT_FOUND: {
    status: 404,
    meaning: 'There is no webhook of this id, or none to a URL of REGISTRY_WEBHOOK_URLS.',
  },
  MLFLOW_NOT_CONFIGURED: { status: 409, meaning: 'No MLflow server is followed; MLFLOW_TRACKING_URI names one.' },
  MLFLOW_UNAVAILABLE: { status: 502, meaning: 'The MLflow server cannot be reached, or fails.' },
  MLFLOW_TIMEOUT: { status: 504, meaning: 'The MLflow server did not answer in time.' },
  MLFLOW_RESPONSE_INVALID: {
    status: 502,
    meaning: 'The MLflow server answered something else than its REST API says.',
  },
  MLFLOW_REFUSED: { status: 502, meaning: 'The MLflow server refused the request; the message holds its reason.' },
  MLFLOW_NOT_FOUND: { status: 404, meaning: 'The MLflow server has no such model, version or file.' },
  MLFLOW_VERSION_UNUSABLE: {
    status: 422,
    meaning: 'The MLflow version cannot be imported: not ready, no onnx flavour or no fitting signature.',
  },
  MLFLOW_SYNC_RUNNING: { status: 409, meaning: 'Another replica synchronizes with MLflow at the moment; retry soon.' },
  CURSOR_INVALID: { status: 400, meaning: 'The cursor was not issued by this list or stream, or for another order.' },
  CURSOR_EXPIRED: { status: 410, meaning: 'What the cursor points into is no longer kept; start again without it.' },
  IDEMPOTENCY_KEY_REUSED: { status: 409, meaning: 'The idempotency key was used before with another request.' },
  TOO_MANY_ITEMS: { status: 400, meaning: 'The list is longer than the limit.' },
  BODY_TOO_LARGE: { status: 413, meaning: 'The request body is larger than the limit.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, meaning: 'The route takes application/json only.' },
  NOT_ACCEPTABLE: { status: 406, meaning: 'The client accepts none of the media types that the answer can have.' },
  OPERATION_LIMIT_EXCEEDED: {
    status: 400,
    meaning: 'The operation is too deep, too wide or too costly; limit names which, with found and allowed.',
  },
  DOCUMENT_NOT_TRUSTED: { status: 403, meaning: 'Only the documents of the trusted list are answered here.' },
  INTROSPECTION_DISABLED: { status: 403, meaning: 'This server does not describe its schema.' },
  GRAPHQL_PARSE_FAILED: { status: 400, meaning: 'The document is not GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, meaning: 'The document does not fit the schema.' },
  OPERATION_RESOLUTION_FAILURE: { status: 400, meaning: 'The document has no operation of this name, or several.' },
  BAD_REQUEST: { status: 400, meaning: 'The HTTP request is no GraphQL request, or could be forged by another site.' },
  PERSISTED_QUERY_NOT_FOUND: { status: 200, meaning: 'No document is known by this hash; send it with its text once.' },
  PERSISTED_QUERY_NOT_SUPPORTED: { status: 200, meaning: 'Persisted queries are off.' },
  RATE_LIMITED: { status: 429, meaning: 'Too many requests; Retry-After says when to come back.' },
  FORM_KEY_INVALID: { status: 401, meaning: 'No web form has this key.' },
  SUBSCRIPTION_LIMIT_EXCEEDED: {
    status: 429,
    meaning: 'This client has as many connections or subscriptions as it may.',
  },
  SUBSCRIPTION_TRANSPORT_REQUIRED: {
    status: 406,
    meaning: 'A subscription was sent as an ordinary request; use graphql-transport-ws, or accept text/event-stream.',
  },
  SUBSCRIBER_TOO_SLOW: {
    status: 503,
    meaning: 'The client read more slowly than events came; cursor says where to go on.',
  },
  SUPERGRAPH_CHANGED: { status: 503, meaning: 'The graph changed under the subscription; subscribe again.' },
  SUPERGRAPH_INVALID: { status: 422, meaning: 'The new supergraph cannot be served; the one before stays.' },
  OVERLOADED: {
    status: 503,
    meaning: 'The process has as many requests under way as it takes; Retry-After says when to come back.',
  },
  SHUTTING_DOWN: { status: 503, meaning: 'The server is stopping; connect again.' },
  SUBGRAPH_UNAVAILABLE: { status: 503, meaning: 'A part of the graph does not answer at the moment.' },
  SUBGRAPH_TIMEOUT: { status: 504, meaning: 'A part of the graph did not answer in time.' },
  NOT_FOUND: { status: 404, meaning: 'No such route.' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    meaning: 'The route does not take this method; the Allow header lists those it takes.',
  },
  INFERENCE_FAILED: { status: 500, meaning: 'The model failed on these features.' },
  INFERENCE_TIMEOUT: { status: 500, meaning: 'The model did not answer within its time limit.' },
  MODEL_WITHDRAWN: {
    status: 503,
    meaning: 'The version was taken out of traffic because its runs do not end; another one must be promoted.',
  },
  STORAGE_FULL: { status: 507, meaning: 'The database has no room left; nothing was stored.' },
  DATABASE_UNAVAILABLE: {
    status: 503,
    meaning: 'The database does not answer; the message says whether a change may have been stored.',
  },
  DATABASE_BUSY: {
    status: 503,
    meaning: 'The database ended the statement for a lock, a time limit or a conflict; nothing was stored, try again.',
  },
  DATABASE_READ_ONLY: {
    status: 503,
    meaning: 'The database takes no changes at the moment, as a standby does; nothing was stored.',
  },
  DATA_DIRECTORY_LOCKED: { status: 503, meaning: 'Another process uses the data directory.' },
  ADDRESS_UNAVAILABLE: {
    status: 500,
    meaning: 'The process cannot listen on its HOST and PORT; the message says why.',
  },
  CONFIGURATION_INVALID: { status: 500, meaning: 'An environment variable is wrong, or two contradict each other.' },
  INTERNAL: { status: 500, meaning: 'A fault of ours; the reference id finds it in the log.' },
} as const satisfies Record<string, { readonly status: number; readonly meaning: string }>;

/** A code of {@link ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * An error that its caller can fix, or at least understand: it carries a public code.
 *
 * The message says found, expected and where. graphql-js copies `extensions` to the answer, so one class serves every
 * transport. Faults of our own are `TypeError` and `RangeError`, and are masked before they leave the process.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.extensions = { ...details, code };
  }
}

const DATABASE_OUTAGES: readonly ErrorCode[] = [
  'DATABASE_UNAVAILABLE',
  'DATABASE_BUSY',
  'DATABASE_READ_ONLY',
  'STORAGE_FULL',
];

/** Whether the database is at fault, not what was asked of it: another time the same may succeed. */
export function isDatabaseOutage(error: unknown): boolean {
  return error instanceof DomainError && DATABASE_OUTAGES.includes(error.code);
}
