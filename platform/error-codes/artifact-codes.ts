import type { ErrorEntry } from './error-entry.ts';

/** Codes about model files. */
export const ARTIFACT_CODES = {
  ARTIFACT_INVALID: {
    status: 422,
    meaning: 'The file is not a readable ONNX model.',
    cure: 'Export the model again and check the file with onnx.checker; send it whole.',
  },
  ARTIFACT_MISMATCH: {
    status: 422,
    meaning: 'The model does not fit its signature or the feature definition.',
    cure: 'Correct the signature of the manifest, or export the model with the inputs that the message expects.',
  },
  ARTIFACT_SCORES_DIFFER: {
    status: 422,
    meaning: 'The file gives other scores than the reference window says; first lists rows with expected and found.',
    cure: 'Compare preprocessing, column order and calibration with those of the training, on the rows in first.',
  },
  ARTIFACT_ZIPMAP_OUTPUT: {
    status: 422,
    meaning: 'The probabilities are a sequence of maps, as ZipMap makes it; the message says how to export a tensor.',
    cure: 'Convert with the option zipmap set to false.',
  },
  ARTIFACT_LOCALE_ABSENT: {
    status: 422,
    meaning: 'A StringNormalizer of the model names a locale that is not there; export it with the locale C.',
    cure: 'Export the StringNormalizer with the locale C.',
  },
  ARTIFACT_VALIDATION_TIMEOUT: {
    status: 422,
    meaning: 'Loading and running the file took longer than the limit.',
    cure: 'Register a smaller or simpler model; when the machine was busy, register the same file again.',
  },
  MODEL_MEMORY_EXCEEDED: {
    status: 422,
    meaning: 'The model needs more memory than a process that runs models may take, MODEL_MEMORY_LIMIT_BYTES.',
    cure: 'Register a smaller model, or raise MODEL_MEMORY_LIMIT_BYTES.',
  },
  TOO_MANY_REGISTRATIONS: {
    status: 429,
    meaning: 'The caller has as many registrations under way as it may; retryAfterSeconds says when to come back.',
    cure: 'Wait for retryAfterSeconds, or raise REGISTRATIONS_PER_SUBJECT.',
  },
  ARTIFACT_SOURCE_REFUSED: {
    status: 403,
    meaning: 'The path or URL is outside of ARTIFACT_SOURCES.',
    cure: 'Add the folder or URL prefix to ARTIFACT_SOURCES, or send the file in base64.',
  },
  ARTIFACT_SOURCE_UNAVAILABLE: {
    status: 502,
    meaning: 'The path or URL of the artifact cannot be read.',
    cure: 'Check that the file exists and that the platform may read it.',
  },
  ARTIFACT_SOURCE_TIMEOUT: {
    status: 504,
    meaning: 'The path or URL of the artifact was not read in time.',
    cure: 'Register again, or from a source that is nearer.',
  },
  ARTIFACT_CORRUPT: {
    status: 503,
    meaning: 'The stored artifact is absent or its SHA-256 is not the registered one.',
    cure: 'Promote or roll back to another version, and restore the database from a backup.',
  },
  ARTIFACT_TOO_LARGE: {
    status: 413,
    meaning: 'The artifact is larger than the limit.',
    cure: 'Register a smaller file, or raise ARTIFACT_LIMIT_BYTES.',
  },
} as const satisfies Record<string, ErrorEntry>;
