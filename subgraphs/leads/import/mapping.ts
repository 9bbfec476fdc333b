import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DomainError } from '../../../platform/errors.ts';
import { InteractionKind } from '../interactions/interaction.ts';
import { OutcomeResult } from '../outcomes/outcome.ts';
import { describeIssue } from './describe-issue.ts';
import { leadFields } from './lead-fields.ts';
import { isTextEncoding } from './text-lines.ts';
import { column, number, time, word } from './value-source.ts';

const lead = z.strictObject({
  id: z.strictObject({ column }).describe("the CRM's own id; a row without one is rejected"),
  ...leadFields,
});

const interaction = z.strictObject({
  id: z.string().min(1).describe('unique within the mapping: makes a second import find the first'),
  kind: z.enum(InteractionKind),
  occurredAt: time.optional().describe("the lead's createdAt when absent"),
  durationSeconds: number.optional(),
  quantity: number.optional(),
});

const outcome = z.strictObject({
  column,
  values: z.record(word, z.enum(OutcomeResult).nullable()).describe('null: still open'),
  occurredAt: time.optional().describe("the lead's createdAt when absent"),
});

const mapping = z.strictObject({
  delimiter: z.string().length(1).default(','),
  encoding: z
    .string()
    .refine(isTextEncoding, 'expected a label of the WHATWG Encoding standard, such as windows-1256')
    .default('utf-8')
    .describe('of the file, such as utf-8, windows-1252 or utf-16le'),
  missing: z.array(word).default([]).describe('texts that stand for an unknown value, beside the empty one'),
  lead,
  interactions: z.array(interaction).default([]),
  outcome: outcome.optional(),
});

/** Mapping of a file's columns to leads, interactions and outcomes. */
export type Mapping = z.output<typeof mapping>;

/**
 * Reads a mapping from a JSON file.
 *
 * @throws {DomainError} IMPORT_FILE_UNREADABLE, IMPORT_MAPPING_INVALID with the path of every fault
 */
export async function readMapping(path: string): Promise<Mapping> {
  const json = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DomainError('IMPORT_FILE_UNREADABLE', `mapping ${path}: ${error.code}`, {}, { cause: error });
  });
  return checkMapping(parseJson(path, json));
}

/**
 * Checks a mapping and applies its defaults.
 *
 * @throws {DomainError} IMPORT_MAPPING_INVALID
 */
export function checkMapping(value: unknown): Mapping {
  const parsed = mapping.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => describeIssue(issue, ['mapping']));
  throw new DomainError('IMPORT_MAPPING_INVALID', faults.join('; '));
}

function parseJson(path: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new DomainError(
      'IMPORT_MAPPING_INVALID',
      `mapping ${path}: ${(error as Error).message}`,
      {},
      { cause: error },
    );
  }
}
