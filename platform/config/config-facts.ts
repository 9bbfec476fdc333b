import { z } from 'zod';

/** Facts about an environment variable, for the documentation. */
export interface VariableFacts {
  readonly name: string;
  /** such as `integer`, `URL` or `true | false` */
  readonly type: string;
  /** such as `1 to 100`; empty where anything of the type will do */
  readonly range: string;
  /** such as `milliseconds`; empty where there is none */
  readonly unit: string;
  /** as text; empty where the variable is absent by default */
  readonly default: string;
  /** whether messages and logs leave its value out */
  readonly isSecret: boolean;
  /** whether a change takes a new start, or what of it does */
  readonly restart: string;
  readonly meaning: string;
}

/** Variables of one concern. */
export interface VariableGroup {
  readonly title: string;
  readonly variables: readonly VariableFacts[];
}

/** A JSON schema of one variable, as far as it is read here, with the facts that declarations add by `.meta`. */
interface VariableSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly unit?: string;
  readonly reload?: string;
}

const UNITS: readonly (readonly [suffix: string, unit: string])[] = [
  ['_PER_MINUTE', 'per minute'],
  ['_MS', 'milliseconds'],
  ['_SECONDS', 'seconds'],
  ['_MINUTES', 'minutes'],
  ['_HOURS', 'hours'],
  ['_DAYS', 'days'],
  ['_BYTES', 'bytes'],
  ['_ROWS', 'rows'],
];

/**
 * Describes declared variables by their own checks.
 *
 * @param groups  zod types of variables by name, by the title of their concern
 * @param secrets names of variables whose values are never shown
 */
export function describeVariables(
  groups: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>>,
  secrets: readonly string[],
): readonly VariableGroup[] {
  return Object.entries(groups).map(([title, variables]) => ({
    title,
    variables: Object.entries(variables).map(([name, type]) => describe(name, type, secrets.includes(name))),
  }));
}

function describe(name: string, type: z.ZodType, isSecret: boolean): VariableFacts {
  const schema = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as VariableSchema;
  const parsed = type.safeParse(undefined).data;
  return {
    name,
    type: Array.isArray(parsed) ? 'list, comma-separated' : typeOf(schema),
    range: rangeOf(schema),
    unit: schema.unit ?? UNITS.find(([suffix]) => name.endsWith(suffix))?.[1] ?? '',
    // a flag has lost the default that was stated behind its conversion
    default: String(schema.default ?? (typeof parsed === 'boolean' ? parsed : '')),
    isSecret,
    restart: schema.reload ?? 'yes',
    meaning: schema.description ?? '',
  };
}

function typeOf({ type, format, enum: values }: VariableSchema): string {
  if (values) return values.join(' | ');
  if (format === 'uri') return 'URL';
  return type === 'string' || type === undefined ? 'text' : type;
}

function rangeOf({ minimum, exclusiveMinimum, maximum, minLength }: VariableSchema): string {
  const least = minimum ?? exclusiveMinimum;
  if (least === undefined) return minLength !== undefined && minLength > 1 ? `${minLength} characters or more` : '';
  const from = exclusiveMinimum === undefined ? digits(least) : `above ${digits(least)}`;
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (isBounded) return `${from} to ${digits(maximum)}`;
  return exclusiveMinimum === undefined ? `${from} or more` : from;
}

function digits(value: number): string {
  return value.toLocaleString('en');
}
