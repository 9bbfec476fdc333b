import { DomainError } from '../../platform/errors.ts';
import type { JsonSchema } from './contract.ts';
import { parseTime } from './timestamp.ts';

/** Kind of a query parameter: `list` and `numbers` are separated by commas. */
type ParameterKind = 'text' | 'time' | 'number' | 'flag' | 'list' | 'numbers';

/** A query parameter of an export. */
export interface ExportParameter {
  readonly kind: ParameterKind;
  readonly description: string;
  readonly examples: readonly string[];
}

/** Query parameters by name. */
export type ExportParameters = Readonly<Record<string, ExportParameter>>;

const LONGEST_TEXT = 20_000;

/** JSON schema of query parameters: each an optional text. */
export function querySchema(parameters: ExportParameters): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { description, examples }]) => {
      return [name, { type: 'string', minLength: 1, maxLength: LONGEST_TEXT, description, examples }];
    }),
  );
}

/**
 * Reads query parameters by their kind.
 *
 * @returns values by name: texts, numbers, booleans, lists, and times in epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED
 */
export function parseQuery(
  parameters: ExportParameters,
  query: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(query).map(([name, text]) => {
      const kind = parameters[name]?.kind ?? 'text';
      return [name, PARSERS[kind](text, name)];
    }),
  );
}

const PARSERS: Readonly<Record<ParameterKind, (text: string, name: string) => unknown>> = {
  text: (text) => text,
  time: parseTime,
  number: parseNumber,
  flag: (text, name) => {
    if (text === 'true' || text === 'false') return text === 'true';
    throw refusal(name, text, 'true or false');
  },
  list: (text) => text.split(','),
  numbers: (text, name) => text.split(',').map((part) => parseNumber(part, name)),
};

function parseNumber(text: string, name: string): number {
  if (/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  throw refusal(name, text, 'a number');
}

function refusal(name: string, text: string, expected: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `${name}: found ${JSON.stringify(text)}, expected ${expected}`);
}
