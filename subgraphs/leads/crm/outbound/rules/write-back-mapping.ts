import { z } from 'zod';
import { DEFAULT_MINIMUM_CHANGE } from './materiality.ts';
import { WRITTEN_VALUES, type WrittenValue } from './written-values.ts';

/** Pattern of a table with its schema, each of which may be in double quotes: `sales.lead`, `"Sales CRM".lead`. */
export const TABLE_NAME = /^("([^"]|"")+"|[^".]+)\.("([^"]|"")+"|[^".]+)$/;

const COLUMN = z.string().min(1).max(63);

const columns = z
  .strictObject(
    Object.fromEntries(
      Object.entries(WRITTEN_VALUES).map(([name, { description }]) => [name, COLUMN.optional().describe(description)]),
    ) as { [Name in WrittenValue]: z.ZodOptional<typeof COLUMN> },
  )
  .refine(({ sequence, scoredAt }) => sequence !== undefined || scoredAt !== undefined, {
    error: 'expected a column for sequence or scoredAt, so that no older score overwrites a newer one',
  })
  .refine((names) => new Set(Object.values(names)).size === Object.values(names).length, {
    error: 'expected each column once',
  });

/** Part `writeBack` of the mapping file: where scores are written in the CRM's database, and which changes are material. */
export const writeBackMapping = z
  .strictObject({
    table: z
      .string()
      .regex(TABLE_NAME, { error: 'expected schema.table' })
      .describe('table that is written to, schema.table; a name with a dot in double quotes'),
    key: COLUMN.describe('column of the id of the lead; in mode upsert it has a unique index of its own'),
    mode: z
      .enum(['upsert', 'update'])
      .default('upsert')
      .describe('upsert: a table of scores, one row per lead. update: columns of a table that has the leads already'),
    columns: columns.describe('columns by the value that is written to them'),
    minimumChange: z
      .number()
      .min(0)
      .max(1)
      .default(DEFAULT_MINIMUM_CHANGE)
      .describe('least change of the probability that is written back, 0 to 1'),
    onNewVersion: z
      .boolean()
      .default(false)
      .describe('whether the first score of another model version is always written back'),
  })
  .describe('where scores are written back');

/** See {@link writeBackMapping}. */
export type WriteBackMapping = z.output<typeof writeBackMapping>;
