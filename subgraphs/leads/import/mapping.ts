import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DomainError } from '../../../platform/errors.ts';
import { InteractionKind } from '../interactions/interaction.ts';
import { LeadStage } from '../leads/lead.ts';
import { OutcomeResult } from '../outcomes/outcome.ts';
import { parseTime, timeFormatFault, UTC_OFFSET } from './parse-time.ts';
import { isTextEncoding } from './text-lines.ts';

// texts are compared in Unicode's composed form: é can be one character or two
const word = z.string().normalize('NFC');
const column = word.min(1).describe('name of a column of the file');
const instant = z.string().transform((text, context) => {
  const time = parseTime(text, 'ISO', 'Z');
  if (time === undefined) context.addIssue(`found ${JSON.stringify(text)}, expected an ISO 8601 time`);
  return time?.startMs ?? 0;
});
const decimalMark = z.enum(['.', ',']).default('.').describe('character before the fraction of a number');

const timeFormat = z
  .string()
  .superRefine((format, context) => {
    const expected = timeFormatFault(format);
    if (expected) context.addIssue(`found ${JSON.stringify(format)}, expected ${expected}`);
  })
  .default('ISO')
  .describe('ISO, EPOCH_MS, EPOCH_S, or a pattern such as dd/MM/yyyy HH:mm');

const text = z.union([
  z.strictObject({
    column,
    values: z.record(word, z.string().nullable()).optional().describe('what words of the file become; null: unknown'),
    otherwise: z.enum(['KEEP', 'MISSING', 'REJECT']).default('KEEP').describe('what becomes of words not in `values`'),
    words: z.enum(['AS_IS', 'UPPER_SNAKE']).default('AS_IS').describe('UPPER_SNAKE: "Organic Search" → ORGANIC_SEARCH'),
  }),
  z.strictObject({ constant: z.string().min(1) }),
]);

const number = z.union([
  z.strictObject({ column, decimalMark }),
  z.strictObject({ product: z.array(column).min(2).describe('columns to multiply'), decimalMark }),
  z.strictObject({ constant: z.number() }),
]);

const time = z.union([
  z.strictObject({
    column,
    format: timeFormat,
    utcOffset: z.string().regex(UTC_OFFSET).default('Z').describe('zone of times without one, such as +04:00'),
    default: instant.optional().describe('the time of rows without one'),
  }),
  z.strictObject({ constant: instant }),
]);

const lead = z.strictObject({
  id: z.strictObject({ column }).describe("the CRM's own id; a row without one is rejected"),
  createdAt: time,
  name: text.optional(),
  email: text.optional(),
  phone: text.optional(),
  company: text.optional(),
  companySize: number.optional(),
  industry: text.optional(),
  country: text.optional(),
  nationality: text.optional(),
  emirate: text.optional(),
  source: text.optional(),
  campaign: text.optional(),
  licenceType: text.optional(),
  businessActivity: text.optional(),
  owner: text.optional(),
  stage: text.optional().describe(`one of ${Object.keys(LeadStage).join(', ')}; NEW when absent`),
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
/** Source of a text. */
export type TextSource = z.output<typeof text>;
/** Source of a number. */
export type NumberSource = z.output<typeof number>;
/** Source of a time. */
export type TimeSource = z.output<typeof time>;

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

/** The faults of the alternative that fits best. */
function describeIssue(issue: z.core.$ZodIssue, parents: readonly PropertyKey[]): string[] {
  const path = [...parents, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [`${path.join('.')}: ${issue.message}`];
  const [nearest = []] = issue.errors.toSorted((a, b) => strangeness(a) - strangeness(b));
  return nearest.flatMap((inner) => describeIssue(inner, path));
}

/** Misfit of an alternative: an unknown key counts more than an invalid value. */
function strangeness(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, { code }) => sum + (code === 'unrecognized_keys' ? 3 : 1), 0);
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

/** Columns of the file that a mapping, or a part of one, reads. */
export function columnsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (key === 'column') return [value as string];
    // the keys of a value map are data, not sources
    if (key === 'values') return [];
    return key === 'product' ? (value as string[]) : columnsOf(value);
  });
}
