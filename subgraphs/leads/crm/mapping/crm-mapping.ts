import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { OPEN_STAGES } from '../../../../lake/silver/lead-stages.ts';
import { DomainError } from '../../../../platform/errors.ts';
import { describeIssue } from '../../import/describe-issue.ts';
import { leadFields } from '../../import/lead-fields.ts';
import { UTC_OFFSET } from '../../import/parse-time.ts';
import { column, number, text, time, word } from '../../import/value-source.ts';
import { InteractionKind } from '../../interactions/interaction.ts';
import { OutcomeResult } from '../../outcomes/outcome.ts';
import { TABLE_NAME, writeBackMapping } from '../outbound/rules/write-back-mapping.ts';

const table = z
  .string()
  .regex(TABLE_NAME, "expected a table or view with its schema, such as 'sales.lead'")
  .describe('table or view with its schema, such as sales.lead; a name with a dot in double quotes');

const join = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,30}$/, 'expected a short name in small letters')
    .describe('names the joined row: its columns are written name.column'),
  table,
  key: z.string().min(1).describe('unique column of the joined table'),
  from: z.string().min(1).describe('column of the entity, or of a join before, that holds the key'),
  watermark: z
    .string()
    .min(1)
    .optional()
    .describe(
      'column of the joined table that grows with every change; makes its changes reach the rows that refer to it',
    ),
});

function refuseTwice(named: readonly { readonly name: string }[], context: z.RefinementCtx): void {
  const names = named.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) context.addIssue(`found ${twice} twice, expected names that differ`);
}

const entity = {
  table,
  key: z.string().min(1).describe('column that identifies a row: integer, text or uuid'),
  watermark: z.string().min(1).describe('column that grows with every change of a row, such as updated_at'),
  deleted: z
    .strictObject({
      column,
      value: z.string().optional().describe('its text in a deleted row, such as true; any text when absent'),
    })
    .optional()
    .describe('mark of deleted rows; without it they are found by a full compare'),
  utcOffset: z
    .string()
    .regex(UTC_OFFSET)
    .optional()
    .describe('zone of a watermark without one, such as +04:00; UTC when absent'),
  filter: z
    .array(z.strictObject({ column, values: z.array(z.string()).min(1).describe('texts of the rows to read') }))
    .optional()
    .describe('conditions that every row to read fulfils, such as a type'),
  joins: z
    .array(join)
    .default([])
    .superRefine(refuseTwice)
    .describe('rows of other tables that the row refers to, such as its contact'),
};

/** Source of a text that becomes one of some words; a value of null passes the row, or its stage, over. */
function wordsOf(words: readonly string[]) {
  return text
    .superRefine((source, context) => {
      const made = 'constant' in source ? [source.constant] : Object.values(source.values ?? {});
      for (const word of made)
        if (word !== null && !words.includes(word))
          context.addIssue(`found ${word}, expected one of ${words.join(', ')}`);
    })
    .describe(`one of ${words.join(', ')}`);
}

const outcomeValues = z.record(word, z.enum(OutcomeResult).nullable()).describe('null: still open');
const outcomeDetails = {
  occurredAt: time.optional().describe("the lead's createdAt when absent"),
  revenue: number.optional().describe('AED, of converted leads'),
  reason: text.optional(),
};

const leads = z.strictObject({
  ...entity,
  lead: z.strictObject({ ...leadFields, stage: wordsOf(OPEN_STAGES).optional() }),
  outcome: z.strictObject({ column, values: outcomeValues, ...outcomeDetails }).optional(),
});

const activities = z.strictObject({
  ...entity,
  name: z
    .string()
    .regex(
      /^(?!(leads|outcomes)$)[a-z][a-z0-9-]{0,40}$/,
      'expected a short name in small letters, not leads or outcomes',
    )
    .describe('unique among the tables of activities: part of the ids of their interactions; never change it'),
  lead: column.describe('column that holds the key of the lead'),
  kind: wordsOf(Object.keys(InteractionKind)),
  occurredAt: time,
  durationSeconds: number.optional(),
  quantity: number.optional(),
  note: text.optional(),
});

const outcomes = z.strictObject({
  ...entity,
  lead: column.describe('column that holds the key of the lead'),
  result: z.strictObject({ column, values: outcomeValues }),
  ...outcomeDetails,
  occurredAt: time,
});

const mapping = z.strictObject({
  $schema: z.string().optional(),
  missing: z.array(word).default([]).describe('texts that stand for an unknown value, beside the empty one'),
  leads: leads.describe('table of leads'),
  activities: z.array(activities).default([]).superRefine(refuseTwice).describe('tables of activities'),
  outcomes: outcomes.optional().describe('table of outcomes, where they are not columns of the leads'),
  writeBack: writeBackMapping.optional().describe('where scores are written back; absent: they are not'),
});

/** Schema of a {@link CrmMapping}, for its published JSON Schema. */
export const CRM_MAPPING_SCHEMA = mapping;

/** Mapping of the CRM's tables to leads, interactions and outcomes. */
export type CrmMapping = z.output<typeof mapping>;
/** Table of the CRM, and its place in the order of changes. */
export type CrmEntity = Pick<CrmMapping['leads'], keyof typeof entity>;
/** Row of another table that a row refers to. */
export type CrmJoin = z.output<typeof join>;
/** Table of leads. */
export type CrmLeads = CrmMapping['leads'];
/** Table of activities. */
export type CrmActivities = CrmMapping['activities'][number];
/** Table of outcomes. */
export type CrmOutcomes = NonNullable<CrmMapping['outcomes']>;

/**
 * Reads a mapping from a JSON file.
 *
 * @throws {DomainError} CRM_MAPPING_INVALID with the path of every fault
 */
export async function readCrmMapping(path: string): Promise<CrmMapping> {
  const json = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DomainError(
      'CRM_MAPPING_INVALID',
      `CRM_MAPPING: found ${error.code} at ${path}, expected a file`,
      {},
      { cause: error },
    );
  });
  return checkCrmMapping(parseJson(path, json));
}

/**
 * Checks a mapping and applies its defaults.
 *
 * @throws {DomainError} CRM_MAPPING_INVALID
 */
export function checkCrmMapping(value: unknown): CrmMapping {
  const parsed = mapping.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => describeIssue(issue, ['mapping']));
  throw new DomainError('CRM_MAPPING_INVALID', faults.join('; '));
}

function parseJson(path: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const message = `CRM_MAPPING ${path}: ${(error as Error).message}`;
    throw new DomainError('CRM_MAPPING_INVALID', message, {}, { cause: error });
  }
}
