import { z } from 'zod';
import { DEFAULT_MODEL } from '../platform/config/default-model.ts';

/** MLflow data types a column of a signature can have. */
const columnType = z.enum(['double', 'float', 'long', 'integer', 'string']);

const column = z.object({
  name: z.string().min(1).describe('Name of a feature.'),
  type: columnType.describe('Type of MLflow; string for a category.'),
  required: z
    .boolean()
    .default(true)
    .describe('Whether the ONNX file must have the column; values may be missing all the same.'),
});

const output = z.object({
  name: z.string().min(1).describe('Name of the output in the ONNX file.'),
  type: z.literal('tensor').describe('Always tensor.'),
  'tensor-spec': z.object({
    dtype: z.enum(['float32', 'float64', 'int32', 'int64', 'str']).describe('Type of its values.'),
    shape: z.array(z.number().int()).describe('Its shape; -1 stands for the number of rows.'),
  }),
});

/**
 * An MLflow-style signature. Inputs are columns by feature name; the ONNX file takes them as one tensor per column, or
 * all of them, in this order, as one float tensor [N, F]. The first float output whose last dimension is 1 or 2 holds
 * the probability of conversion (of two columns, the second).
 */
export const modelSignature = z.object({
  inputs: z.array(column).min(1).describe('Columns, in the order of the input tensor.'),
  outputs: z.array(output).min(1).describe('Outputs; the first float one of 1 or 2 columns holds the probability.'),
});

/** See {@link modelSignature}. */
export type ModelSignature = z.infer<typeof modelSignature>;

/** Mapping of a raw model output to a probability: `probability = 1 / (1 + exp(−(slope · logit(raw) + intercept)))` for PLATT. */
export const calibration = z.discriminatedUnion('method', [
  z.object({ method: z.literal('IDENTITY') }),
  z.object({
    method: z.literal('PLATT'),
    slope: z.number().positive().describe('Factor of the log-odds of the raw output; PLATT only.'),
    intercept: z.number().describe('Summand of the log-odds; PLATT only.'),
  }),
]);

/** See {@link calibration}. */
export type Calibration = z.infer<typeof calibration>;

// float32 scores of a faithful conversion differ by some 1e-7, rounded ones by half of their last digit
const DEFAULT_SCORE_TOLERANCE = 1e-4;
const MAX_SCORE_TOLERANCE = 0.01;

const featureValue = z.union([z.number(), z.string(), z.null()]);

/** A frozen sample of what the model was validated on; drift is measured against it. Column-wise, equal lengths. */
export const referenceWindow = z.object({
  from: z.number().int().describe('First scoring time of the window, epoch milliseconds.'),
  until: z.number().int().describe('Last scoring time of the window, epoch milliseconds.'),
  rows: z.number().int().positive().describe('Number of rows.'),
  features: z
    .record(z.string(), z.array(featureValue))
    .describe('Values by feature: one per row, null where missing; every column of the signature.'),
  scores: z
    .array(z.number().min(0).max(1))
    .describe(
      'Calibrated probabilities, one per row, as the training library gives them; the file must give the same.',
    ),
});

/** See {@link referenceWindow}. */
export type ReferenceWindow = z.infer<typeof referenceWindow>;

/** Manifest beside an ONNX file: the facts of a model version that the registry keeps. */
export const modelManifest = z.object({
  model: z.string().min(1).describe('Name of the model.').default(DEFAULT_MODEL),
  description: z.string().min(1).describe('One line about the version, for people.'),
  framework: z.string().describe('Library that trained it, such as scikit-learn 1.7.2.'),
  command: z.string().describe('Command that made the file.'),
  signature: modelSignature.describe('Inputs and outputs, as MLflow writes them.'),
  calibration: calibration.describe('How the raw output becomes a probability.'),
  metrics: z
    .record(z.string(), z.number())
    .describe('Figures on the holdout, such as auc, brier, logLoss, ece and liftAt10; gates read auc and ece.'),
  split: z
    .object({
      trainUntil: z.number().int().describe('End of the training data, epoch milliseconds.'),
      calibrateUntil: z.number().int().describe('End of the calibration data, epoch milliseconds.'),
      holdoutUntil: z.number().int().describe('End of the holdout, epoch milliseconds.'),
    })
    .describe('Split of the data by time.'),
  referenceWindow: referenceWindow.describe(
    'Frozen sample that the model was validated on; drift is measured against it.',
  ),
  scoreTolerance: z
    .number()
    .min(0)
    .max(MAX_SCORE_TOLERANCE)
    .describe('Largest difference of a score of the file from that of the reference window, in probability.')
    .default(DEFAULT_SCORE_TOLERANCE),
});

/** See {@link modelManifest}. */
export type ModelManifest = z.infer<typeof modelManifest>;
