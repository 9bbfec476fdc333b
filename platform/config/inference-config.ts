import { z } from 'zod';

/** Every environment variable about how long models may run. */
export const inferenceVariables = {
  INFERENCE_TIME_LIMIT_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(60_000)
    .default(1_000)
    .describe('longest run of a model in a process of its own on one batch, ms; then it is killed'),
  INFERENCE_BREAKDOWNS: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(3)
    .describe('hung or crashed runs within INFERENCE_BREAKDOWN_WINDOW_MS that take a version out of traffic')
    .meta({ unit: 'runs' }),
  INFERENCE_BREAKDOWN_WINDOW_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(60_000)
    .describe('how long a hung or crashed run counts, ms'),
  INFERENCE_STALL_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(600_000)
    .default(10_000)
    .describe('run of a model in this process after which the version is withdrawn and the process killed, ms'),
};

const inferenceSchema = z.object(inferenceVariables);

/** Time limits of model runs. */
export interface InferenceConfig {
  readonly inferenceTimeLimitMs: number;
  readonly breakdownLimits: { readonly count: number; readonly windowMs: number };
  readonly inferenceStallMs: number;
}

/** Resolves the checked variables. */
export function readInferenceConfig(values: z.output<typeof inferenceSchema>): InferenceConfig {
  return {
    inferenceTimeLimitMs: values.INFERENCE_TIME_LIMIT_MS,
    breakdownLimits: { count: values.INFERENCE_BREAKDOWNS, windowMs: values.INFERENCE_BREAKDOWN_WINDOW_MS },
    inferenceStallMs: values.INFERENCE_STALL_MS,
  };
}
