import { code, table } from './markdown.ts';

/** JSON Schema, as far as the table of its members reads it. */
export interface ObjectSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly properties?: Readonly<Record<string, ObjectSchema>>;
  readonly required?: readonly string[];
  readonly items?: ObjectSchema;
  readonly additionalProperties?: ObjectSchema;
  readonly oneOf?: readonly ObjectSchema[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** Table of the members of an object: one row each, those within objects and lists below their own. */
export function memberTable(schema: ObjectSchema): string {
  return table(['member', 'type', 'required', 'default', 'meaning'], members(schema));
}

/** One row per member, those within objects and lists below their own. */
function members({ properties = {}, required = [] }: ObjectSchema, prefix = ''): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const place = `${prefix}${name}`;
    const preset = schema.default === undefined ? '' : code(JSON.stringify(schema.default));
    return [
      [code(place), typeOf(schema), required.includes(name) ? 'yes' : 'no', preset, schema.description ?? ''],
      ...members(inner(schema), schema.type === 'array' ? `${place}[].` : `${place}.`),
    ];
  });
}

/** Members within a schema: its own, those of its items, or those of all its alternatives. */
function inner({ oneOf, items, ...schema }: ObjectSchema): ObjectSchema {
  if (!oneOf) return items ?? schema;
  const methods = oneOf.flatMap(({ properties }) => properties?.method?.const ?? []);
  const properties = Object.assign({}, ...oneOf.map((each) => each.properties), {
    method: { enum: methods, description: 'Kind of the calibration.' },
  });
  return { properties, required: ['method'] };
}

function typeOf({
  type,
  enum: values,
  const: constant,
  oneOf,
  items,
  additionalProperties,
  ...range
}: ObjectSchema): string {
  if (values) return values.map(code).join(', ');
  if (constant !== undefined) return code(constant);
  if (oneOf) return 'object';
  if (type === 'array') return `list of ${items ? typeOf(items).replace(/^object$/, 'objects') : 'values'}`;
  if (additionalProperties) return `object of ${typeOf(additionalProperties)} by name`;
  const name = Array.isArray(type) ? type.join(' or ') : (type ?? 'any');
  return `${name}${rangeOf(range)}`;
}

function rangeOf({ minimum, exclusiveMinimum, maximum, pattern }: ObjectSchema): string {
  if (pattern) return `, ${code(pattern)}`;
  if (exclusiveMinimum !== undefined) return `, above ${exclusiveMinimum}`;
  const isBounded = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && maximum !== undefined;
  return isBounded ? `, ${minimum} to ${maximum}` : '';
}
