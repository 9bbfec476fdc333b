import { OPEN_API, openApiDocument } from '../../gateway/rest/open-api.ts';
import { REST_CONTRACTS } from '../../gateway/rest-contracts.ts';
import { code, page, section, sentence, table } from './markdown.ts';

/** Operation of the OpenAPI document, as far as the page reads it. */
interface Operation {
  readonly summary: string;
  readonly description: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { name: string; in: string; required: boolean; description: string; schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { description: string; content: Readonly<Record<string, { schema: Schema }>> }>
  >;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly format?: string;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

const INTRODUCTION =
  'The gateway serves the same as OpenAPI 3.1 at `GET /openapi.json`. Bodies are JSON. A refusal is a problem document (RFC 9457, `application/problem+json`) with a `code` of [errors](errors.md), a `detail` in words, the `requestId` that finds it in the log, and for invalid values `errors` with one entry each.';

/** Page of the REST routes, from the OpenAPI document. */
export function restPage(): string {
  const { paths } = openApiDocument([...REST_CONTRACTS, OPEN_API]) as {
    paths: Record<string, Record<string, Operation>>;
  };
  const sections = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      section(`${method.toUpperCase()} ${path}`, operationParts(operation)),
    ),
  );
  return page('REST routes', INTRODUCTION, ...sections);
}

function operationParts({ description, security, parameters, requestBody, responses }: Operation): string[] {
  const body = requestBody?.content['application/json']?.schema;
  return [
    description,
    `Needs: ${needs(security)}.`,
    parameters ? table(['parameter', 'in', 'type', 'meaning'], parameters.map(parameterRow)) : '',
    body ? `Body:\n\n${schemaTable(body)}` : '',
    ...Object.entries(responses)
      .filter(isAnswer)
      .map(([status, { description: meaning, content }]) => {
        const schema = Object.values(content)[0]?.schema;
        const fields = schema?.properties ? `\n\n${schemaTable(schema)}` : '';
        return `Answer ${status}, ${Object.keys(content).map(code).join(', ')}: ${sentence(meaning)}${fields}`;
      }),
    refusals(responses),
  ];
}

function isAnswer([, { content }]: [string, Operation['responses'][string]]): boolean {
  return !('application/problem+json' in content);
}

function refusals(responses: Operation['responses']): string {
  const rows = Object.entries(responses)
    .filter((entry) => !isAnswer(entry))
    .map(([status, { description }]) => [
      status,
      [...description.matchAll(/([A-Z_]{5,}):/g)].map(([, name = '']) => code(name)).join(', '),
    ]);
  return table(['status', 'codes'], rows);
}

function needs(security: Operation['security']): string {
  if (security.length === 0) return 'nothing';
  return security
    .map(({ token }) =>
      token ? `a token with the scope ${token.map(code).join(', ')}` : 'the key of a web form in `x-form-key`',
    )
    .join(', or ');
}

function parameterRow({
  name,
  in: place,
  required,
  description,
  schema,
}: NonNullable<Operation['parameters']>[number]): string[] {
  return [code(name), place, typeOf(schema, required), description ?? ''];
}

function schemaTable(schema: Schema): string {
  const rows = schemaRows(schema);
  const hasExamples = rows.some(([, , , example]) => example !== '');
  const head = ['field', 'type', 'meaning', 'example'];
  return hasExamples
    ? table(head, rows)
    : table(
        head.slice(0, 3),
        rows.map((row) => row.slice(0, 3)),
      );
}

/** One row per field, those of objects within below their own. */
function schemaRows({ properties = {}, required = [] }: Schema, prefix = ''): string[][] {
  return Object.entries(properties).flatMap(([name, schema]) => [
    [
      code(`${prefix}${name}`),
      typeOf(schema, required.includes(name)),
      schema.description ?? '',
      (schema.examples ?? []).map((example) => code(JSON.stringify(example))).join(', '),
    ],
    ...schemaRows(schema, `${prefix}${name}.`),
  ]);
}

function typeOf(
  { type, enum: values, const: constant, format, minimum, maximum, maxLength }: Schema,
  required: boolean,
): string {
  const names = (Array.isArray(type) ? type : [type ?? 'any']).filter((name) => name !== 'null').join(' or ');
  const kind = values?.join(' | ') ?? constant ?? (format ? `${names} (${format})` : names);
  const isBounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  const range = isBounded ? `, ${minimum} to ${maximum.toLocaleString('en')}` : '';
  const length = maxLength === undefined ? '' : `, at most ${maxLength} characters`;
  return `${kind}${range}${length}${required ? ', required' : ''}`;
}
