import { z } from 'zod';
import { list } from './config-list.ts';

const days = z.coerce.number().min(1).max(3_650);

/** Every environment variable about how long predictions are kept, and when they are judged. */
export const retentionVariables = {
  PREDICTION_RETENTION_DAYS: z.coerce
    .number()
    .min(7)
    .max(36_500)
    .optional()
    .describe('how long predictions are kept, days; the latest of each lead stays. For good when absent'),
  MATURITY_DAYS: days
    .default(90)
    .describe('how long after its prediction a lead without an outcome counts as lost, days'),
  MODEL_MATURITY_DAYS: list(
    z
      .string()
      .regex(/^[^=]+=\d+(\.\d+)?$/, 'expected MODEL=DAYS, by commas')
      .refine((pair) => days.safeParse(readPair(pair)[1]).success, 'expected 1 to 3650 days'),
  )
    .prefault('')
    .describe('MATURITY_DAYS of single models, such as lead-conversion=60, by commas'),
};

const retentionSchema = z.object(retentionVariables);

/** Retention and maturity of predictions. */
export interface RetentionConfig {
  /** days; undefined keeps all */
  readonly predictionRetentionDays: number | undefined;
  readonly maturityDays: number;
  readonly modelMaturityDays: Readonly<Record<string, number>>;
}

function readPair(pair: string): [model: string, days: number] {
  const [model = '', given] = pair.split('=');
  return [model, Number(given)];
}

/** Resolves the checked variables. */
export function readRetentionConfig(values: z.output<typeof retentionSchema>): RetentionConfig {
  return {
    predictionRetentionDays: values.PREDICTION_RETENTION_DAYS,
    maturityDays: values.MATURITY_DAYS,
    modelMaturityDays: Object.fromEntries(values.MODEL_MATURITY_DAYS.map(readPair)),
  };
}
