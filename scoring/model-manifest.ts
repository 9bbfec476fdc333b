import { z } from 'zod';
import { DEFAULT_MODEL } from '../platform/config/default-model.ts';

/** MLflow data types a column of a signature can have. */
const columnType = z.enum(['double', 'float', 'long', 'integer', 'string']);

const column = z.object({ name: z.string().min(1), type: columnType, required: z.boolean().default(true) });

const output = z.object({
  name: z.string().min(1),
  type: z.literal('tensor'),
  'tensor-spec': z.object({ dtype: z.enum(['float32', 'float64', 'int64', 'str']), shape: z.array(z.number().int()) }),
});

/**
 * An MLflow-style signature. Inputs are columns by feature name; the ONNX file takes them as one tensor per column, or
 * all of them, in this order, as one float tensor [N, F]. The first float output whose last dimension is 1 or 2 holds
 * the probability of conversion (of two columns, the second).
 */
export const modelSignature = z.object({
  inputs: z.array(column).min(1),
  outputs: z.array(output).min(1),
});

/** See {@link modelSignature}. */
export type ModelSignature = z.infer<typeof modelSignature>;

/** Mapping of a raw model output to a probability: `probability = 1 / (1 + exp(−(slope · logit(raw) + intercept)))` for PLATT. */
export const calibration = z.discriminatedUnion('method', [
  z.object({ method: z.literal('IDENTITY') }),
  z.object({ method: z.literal('PLATT'), slope: z.number().positive(), intercept: z.number() }),
]);

/** See {@link calibration}. */
export type Calibration = z.infer<typeof calibration>;

// float32 scores of a faithful conversion differ by some 1e-7, rounded ones by half of their last digit
const DEFAULT_SCORE_TOLERANCE = 1e-4;
const MAX_SCORE_TOLERANCE = 0.01;

const featureValue = z.union([z.number(), z.string(), z.null()]);

/** A frozen sample of what the model was validated on; drift is measured against it. Column-wise, equal lengths. */
export const referenceWindow = z.object({
  /** epoch milliseconds of the first and last scoring time in the window */
  from: z.number().int(),
  until: z.number().int(),
  rows: z.number().int().positive(),
  features: z.record(z.string(), z.array(featureValue)),
  /** calibrated probabilities, one per row, as the training library gives them: registration holds the file to them */
  scores: z.array(z.number().min(0).max(1)),
});

/** See {@link referenceWindow}. */
export type ReferenceWindow = z.infer<typeof referenceWindow>;

/** Manifest beside an ONNX file: the facts of a model version that the registry keeps. */
export const modelManifest = z.object({
  model: z.string().min(1).default(DEFAULT_MODEL),
  description: z.string().min(1),
  /** such as `scikit-learn 1.7.2` */
  framework: z.string(),
  /** the command that made the file */
  command: z.string(),
  signature: modelSignature,
  calibration,
  /** on the holdout: auc, brier, logLoss, ece, liftAt10, rows, positives … */
  metrics: z.record(z.string(), z.number()),
  /** the time-based split, epoch milliseconds */
  split: z.object({ trainUntil: z.number().int(), calibrateUntil: z.number().int(), holdoutUntil: z.number().int() }),
  referenceWindow,
  /** most by which a score of the file may differ from that of the reference window, in probability */
  scoreTolerance: z.number().min(0).max(MAX_SCORE_TOLERANCE).default(DEFAULT_SCORE_TOLERANCE),
});

/** See {@link modelManifest}. */
export type ModelManifest = z.infer<typeof modelManifest>;
