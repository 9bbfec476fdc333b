import { Cron } from 'croner';
import { z } from 'zod';

/** Variables of batch jobs. */
export const batchVariables = {
  BATCH_SCHEDULE: z
    .string()
    .refine(
      isSchedule,
      'expected a cron expression of five fields, or six with seconds first, that is due at some time',
    )
    .optional()
    .describe(
      'when all open leads are scored from the lake, as a cron expression such as 0 2 * * *; absent: on request',
    ),
  BATCH_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'expected the name of a time zone, such as Asia/Dubai')
    .default('UTC')
    .describe('time zone of BATCH_SCHEDULE'),
  BATCH_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe('threads that score the rows of a batch job, at a low priority')
    .meta({ unit: 'threads' }),
};

/** Settings of batch jobs. */
export interface BatchConfig {
  /** undefined: jobs run on request only */
  readonly batchSchedule: { readonly expression: string; readonly timeZone: string } | undefined;
  /** threads that score the rows of a job */
  readonly batchWorkers: number;
}

/** Resolves the checked variables. */
export function readBatchConfig(values: z.output<z.ZodObject<typeof batchVariables>>): BatchConfig {
  const { BATCH_SCHEDULE: expression, BATCH_TIME_ZONE: timeZone, BATCH_WORKERS: batchWorkers } = values;
  return { batchSchedule: expression === undefined ? undefined : { expression, timeZone }, batchWorkers };
}

function isSchedule(expression: string): boolean {
  try {
    return new Cron(expression, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
