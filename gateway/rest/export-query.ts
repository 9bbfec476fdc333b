import { DomainError } from '../../platform/errors.ts';
import type { JsonSchema } from './contract.ts';
import { parseTime } from './timestamp.ts';

/**
 * Kind of a query parameter. Values of `list` and `numbers` are separated by commas; those of a parameter that is
 * repeated are whole, commas included.
 */
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

/** Query parameters as they are sent: an array for a repeated one. */
export type ExportQuery = Readonly<Record<string, string | readonly string[]>>;

/** JSON schema of query parameters: each an optional text, or for a list several. */
export function querySchema(parameters: ExportParameters): Readonly<Record<string, JsonSchema>> {
  const text = { type: 'string', minLength: 1, maxLength: LONGEST_TEXT };
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { kind, description, examples }]) => {
      return [
        name,
        { ...text, ...(isList(kind) && { type: ['string', 'array'], items: text }), description, examples },
      ];
    }),
  );
}

/**
 * Reads query parameters by their kind.
 *
 * @returns values by name: texts, numbers, booleans, lists, and times in epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED
 */
export function parseQuery(parameters: ExportParameters, query: ExportQuery): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const kind = parameters[name]?.kind ?? 'text';
      const parse = (text: string): unknown => PARSERS[kind](text, name);
      if (isList(kind)) return [name, (typeof value === 'string' ? value.split(',') : value).map(parse)];
      // the schema lets only lists be repeated
      return [name, parse(value as string)];
    }),
  );
}

function isList(kind: ParameterKind): boolean {
  return kind === 'list' || kind === 'numbers';
}

/** Parsers of one value. */
const PARSERS: Readonly<Record<ParameterKind, (text: string, name: string) => unknown>> = {
  text: (text) => text,
  time: parseTime,
  number: parseNumber,
  flag: (text, name) => {
    if (text === 'true' || text === 'false') return text === 'true';
    throw refusal(name, text, 'true or false');
  },
  list: (text) => text,
  numbers: parseNumber,
};

function parseNumber(text: string, name: string): number {
  if (/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  throw refusal(name, text, 'a number');
}

function refusal(name: string, text: string, expected: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `${name}: found ${JSON.stringify(text)}, expected ${expected}`);
}
