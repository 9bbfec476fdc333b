import type { ErrorEntry } from './error-entry.ts';

/** Codes about leads, their outcomes, their import and their scores. */
export const LEAD_CODES = {
  LEAD_NOT_FOUND: {
    status: 404,
    meaning: 'No lead has this id.',
    cure: 'Check the id; submitLead stores a new lead.',
  },
  LEAD_EXISTS: {
    status: 409,
    meaning: 'Another lead has this id.',
    cure: 'Change that lead with updateLead, or submit the new one under another id or without one.',
  },
  LEAD_ERASED: {
    status: 409,
    meaning: 'The id belonged to a person whose data was erased, and is not used again.',
    cure: 'Nothing to do; a person who comes back is a new lead with a new id.',
  },
  ERASURE_NOT_FOUND: {
    status: 404,
    meaning: 'No erasure has this id.',
    cure: 'Take the id from eraseLead or from erasures.',
  },
  LEAD_VERSION_CONFLICT: {
    status: 409,
    meaning: 'The lead was changed since the version that the change is based on.',
    cure: 'Read the lead again, and decide with its present values; or leave expectedVersion out to overwrite them.',
  },
  LEAD_CLOSED: {
    status: 409,
    meaning: 'The lead is in a closed stage, and its score can no longer be overridden.',
    cure: 'Nothing to do: sales works on open leads only.',
  },
  SCORE_OVERRIDE_NOT_FOUND: {
    status: 404,
    meaning: 'No override of the score of this lead is in force: there was none, or it has ended.',
    cure: 'Nothing to do; Lead.scoreOverrides lists the overrides that have ended.',
  },
  OUTCOME_EXISTS: {
    status: 409,
    meaning: 'The lead has an outcome already; an outcome is recorded once.',
    cure: 'Nothing to do when the outcome is the same; read it from Lead.outcome.',
  },
  OUTCOME_BEFORE_LEAD: {
    status: 400,
    meaning: 'The lead was created after the time of the outcome.',
    cure: 'Correct occurredAt of the outcome, or createdAt of the lead, and its time zone.',
  },
  OUTCOME_CONTRADICTORY: {
    status: 409,
    meaning: 'The lead has another outcome; the one recorded first stays.',
    cure: 'Find out which outcome is right; the recorded one cannot be changed.',
  },
  IMPORT_FILE_UNREADABLE: {
    status: 400,
    meaning: 'A file of the import is absent, or cannot be read or written.',
    cure: 'Check the path and the permissions of the file that the message names.',
  },
  IMPORT_MAPPING_INVALID: {
    status: 400,
    meaning: 'The mapping of the import is wrong, or does not fit the file.',
    cure: 'Correct the part of the mapping that the message names, or the header of the file.',
  },
  LEAD_HELD_OUT: {
    status: 409,
    meaning: 'The lead is in the holdout of a rollout: its score is recorded, and hidden until the rollout ends.',
    cure: 'Treat the lead as not scored; its score is shown when the rollout has ended.',
  },
  SCORE_NOT_FOUND: {
    status: 404,
    meaning: 'No score has this id.',
    cure: 'Check the id; scores older than PREDICTION_RETENTION_DAYS are deleted.',
  },
  EXPLANATION_UNAVAILABLE: {
    status: 503,
    meaning:
      'The score cannot be explained: its version has nothing to compare with, its model gives no probability for what is compared, or too many sampled explanations wait.',
    cure: 'Register versions with a reference window; where sampled explanations wait, send the request again.',
  },
  INFERENCE_FAILED: {
    status: 500,
    meaning: 'The model failed on these features.',
    cure: 'Try the same features with another version; the log has the error of the model.',
  },
  INFERENCE_TIMEOUT: {
    status: 500,
    meaning: 'The model did not answer within its time limit.',
    cure: 'Send the request again; when it recurs, use a faster model or raise INFERENCE_TIME_LIMIT_MS.',
  },
  MODEL_WITHDRAWN: {
    status: 503,
    meaning: 'The version was taken out of traffic because its runs do not end; another one must be promoted.',
    cure: 'Promote another version, or call rollbackModel; then score again.',
  },
} as const satisfies Record<string, ErrorEntry>;
