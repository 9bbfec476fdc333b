import { join } from 'node:path';
import { z } from 'zod';

/** Variables of the lake. */
export const lakeVariables = {
  LAKE_URL: z
    .string()
    .regex(/^(off$|file:\/|s3:\/\/[^/]+|(?![a-z][a-z0-9+.-]+:))/i, 'expected a folder, s3://bucket/prefix, or off')
    .optional()
    .describe(
      'the lake’s Delta tables: a folder, s3://bucket/prefix, or off for none; DATA_DIR/lake when absent; the same in every process',
    ),
  LAKE_REFRESH_MINUTES: z.coerce
    .number()
    .min(0)
    .max(10_080)
    .default(15)
    .describe('how often new events go through the lake, minutes; 0: on request only'),
  LAKE_MEMORY_MB: z.coerce
    .number()
    .int()
    .min(128)
    .max(1_048_576)
    .default(512)
    .describe(
      'most memory of queries over the lake, MiB, once for refreshes and once for batch jobs; what needs more goes through DATA_DIR',
    )
    .meta({ unit: 'MiB' }),
  LAKE_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .default(1)
    .describe('threads of queries over the lake, once for refreshes and once for batch jobs')
    .meta({ unit: 'threads' }),
};

/** Place of the lake, and limits of the queries over it. */
export interface LakeConfig {
  /** a folder, a `file:` URL, or `s3://bucket/prefix` */
  readonly url: string;
  /** pause between two refreshes; 0: on request only */
  readonly refreshMinutes: number;
  /** most memory of its queries, MiB */
  readonly memoryMb: number;
  readonly threads: number;
  /** local folder for temporary files */
  readonly tempDir: string;
}

/** Resolves the variables. @returns undefined when the lake is off */
export function readLakeConfig(
  values: z.output<z.ZodObject<typeof lakeVariables>>,
  dataDir: string,
): LakeConfig | undefined {
  const url = values.LAKE_URL ?? join(dataDir, 'lake');
  if (url.toLowerCase() === 'off') return undefined;
  return {
    url,
    refreshMinutes: values.LAKE_REFRESH_MINUTES,
    memoryMb: values.LAKE_MEMORY_MB,
    threads: values.LAKE_THREADS,
    tempDir: join(dataDir, 'lake-temp'),
  };
}
