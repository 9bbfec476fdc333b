import { z } from 'zod';

/** Variables of drift checks. */
export const driftVariables = {
  DRIFT_CHECK_MINUTES: z.coerce
    .number()
    .min(0)
    .max(44_640)
    .default(60)
    .describe(
      'how often live versions are checked for drift, minutes; 0 checks when asked only, and follows no stream',
    ),
  DRIFT_WINDOW_HOURS: z.coerce
    .number()
    .positive()
    .max(8_784)
    .default(24)
    .describe('how far back a drift check looks, hours'),
  DRIFT_REPORT_RETENTION_DAYS: z.coerce
    .number()
    .min(1)
    .max(3_650)
    .default(90)
    .describe('how long drift reports are kept, days'),
};

/** Schedule and window of drift checks. */
export interface DriftConfig {
  readonly driftCheckMinutes: number;
  readonly driftWindowHours: number;
  readonly driftReportRetentionDays: number;
}

/** Names the values as the program does. */
export function readDriftConfig(values: z.infer<z.ZodObject<typeof driftVariables>>): DriftConfig {
  return {
    driftCheckMinutes: values.DRIFT_CHECK_MINUTES,
    driftWindowHours: values.DRIFT_WINDOW_HOURS,
    driftReportRetentionDays: values.DRIFT_REPORT_RETENTION_DAYS,
  };
}
