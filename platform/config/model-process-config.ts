import { z } from 'zod';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../process/model-process.ts';

/** Every environment variable about processes that run models. */
export const modelProcessVariables = {
  MODEL_MEMORY_LIMIT_BYTES: z.coerce
    .number()
    .int()
    // Node alone takes 150 MB
    .min(268_435_456)
    .default(DEFAULT_MODEL_MEMORY_BYTES)
    .describe('most memory of a process that loads and runs model files, bytes'),
  REGISTRATIONS_PER_SUBJECT: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(2)
    .describe('most registrations of one caller that are under way at once')
    .meta({ unit: 'registrations' }),
};

const modelProcessSchema = z.object(modelProcessVariables);

/** Limits of processes that run models. */
export interface ModelProcessConfig {
  readonly modelMemoryLimitBytes: number;
  readonly registrationsPerSubject: number;
}

/** Resolves the checked variables. */
export function readModelProcesses(values: z.output<typeof modelProcessSchema>): ModelProcessConfig {
  return {
    modelMemoryLimitBytes: values.MODEL_MEMORY_LIMIT_BYTES,
    registrationsPerSubject: values.REGISTRATIONS_PER_SUBJECT,
  };
}
