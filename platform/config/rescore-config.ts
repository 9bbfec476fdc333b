import { z } from 'zod';

/** Variables of automatic scoring. */
export const rescoreVariables = {
  RESCORE_LEADS: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .default(true)
    .describe('score new and changed leads, and refresh old scores, without a request'),
  RESCORE_DELAY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(200)
    .describe('quiet time after a change of a lead until it is scored, ms; a lead that keeps changing waits 5 of them'),
  RESCORE_AGE_HOURS: z.coerce
    .number()
    .min(0)
    .max(8_784)
    .default(24)
    .describe('age from which the score of an open lead is refreshed, hours; 0 refreshes none'),
};

/** Settings of automatic scoring. */
export interface RescoreConfig {
  /** quiet time after a change of a lead, ms */
  readonly delayMs: number;
  /** age from which a score is refreshed, hours; 0: none is */
  readonly ageHours: number;
}

/** Resolves the checked variables. @returns undefined where leads are scored on request only */
export function readRescoreConfig(values: z.output<z.ZodObject<typeof rescoreVariables>>): {
  readonly rescore: RescoreConfig | undefined;
} {
  if (!values.RESCORE_LEADS) return { rescore: undefined };
  return { rescore: { delayMs: values.RESCORE_DELAY_MS, ageHours: values.RESCORE_AGE_HOURS } };
}
