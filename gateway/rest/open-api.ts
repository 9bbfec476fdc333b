import type { FastifyInstance } from 'fastify';
import { ERROR_CODES, type ErrorCode } from '../../platform/errors.ts';
import { UNLIMITED_ROUTES } from '../../platform/http/requests-under-way.ts';
import { VERSION } from '../../platform/process/version.ts';
import { FORM_KEY_HEADER } from '../auth/form-keys.ts';
import { PROBLEM_SCHEMA } from '../http/problem.ts';
import { type JsonSchema, type RestContract, serve } from './contract.ts';

/** `GET /openapi.json`: the OpenAPI document. */
export const OPEN_API: RestContract = {
  method: 'GET',
  url: '/openapi.json',
  operationId: 'openApi',
  summary: 'This document',
  description: 'OpenAPI 3.1 description of every REST route.',
  access: 'public',
  answers: { 200: { description: 'The document.', schema: { type: 'object', additionalProperties: true } } },
  refusals: [],
};

const TOKEN_REFUSALS: readonly ErrorCode[] = ['UNAUTHENTICATED', 'TOKEN_KEYS_UNAVAILABLE', 'FORBIDDEN', 'RATE_LIMITED'];

/** Serves the OpenAPI document of the contracts and of itself. */
export function addOpenApi(app: FastifyInstance, contracts: readonly RestContract[]): void {
  const document = openApiDocument([...contracts, OPEN_API]);
  serve(app, OPEN_API, async () => document);
}

/** Builds the OpenAPI 3.1 document of REST routes from the schemas that validate them. */
export function openApiDocument(contracts: readonly RestContract[]): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lead Scoring Gateway',
      version: VERSION,
      description: 'REST routes of the gateway. The GraphQL API at /graphql offers more operations.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(contracts.map((contract) => [contract.url.replace(/:(\w+)/g, '{$1}'), path(contract)])),
    components: {
      schemas: { Problem: PROBLEM_SCHEMA },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A signed token with scopes.' },
        formKey: { type: 'apiKey', in: 'header', name: FORM_KEY_HEADER, description: 'The key of a web form.' },
      },
    },
  };
}

function path(contract: RestContract): JsonSchema {
  const { method, operationId, summary, description, params, query, headers, body, mediaTypes } = contract;
  const parameters = [...named(params, 'path'), ...named(query, 'query'), ...named(headers, 'header')];
  return {
    [method.toLowerCase()]: {
      operationId,
      summary,
      description,
      security: security(contract),
      ...(parameters.length > 0 && { parameters }),
      ...(body && { requestBody: { required: true, content: bodyContent(body, mediaTypes) } }),
      responses: { ...answers(contract), ...refusals(contract) },
    },
  };
}

function bodyContent(schema: JsonSchema, mediaTypes: readonly string[] = ['application/json']): JsonSchema {
  return Object.fromEntries(mediaTypes.map((type) => [type, { schema }]));
}

function security({ access, alsoNeeds = [], takesFormKey }: RestContract): readonly JsonSchema[] {
  if (access === 'public') return takesFormKey ? [{ formKey: [] }] : [];
  // each of these is enough
  const tokens = [access].flat().map((scope) => ({ token: [scope, ...alsoNeeds] }));
  return takesFormKey ? [...tokens, { formKey: [] }] : tokens;
}

function named(schema: JsonSchema | undefined, place: 'path' | 'query' | 'header'): readonly JsonSchema[] {
  const properties = (schema?.properties ?? {}) as Record<string, JsonSchema>;
  return Object.entries(properties).map(([name, { description, ...value }]) => {
    return { name, in: place, required: place === 'path', description, schema: value };
  });
}

function answers(contract: RestContract): JsonSchema {
  return Object.fromEntries(
    Object.entries(contract.answers).map(([status, { description, mediaType = 'application/json', schema }]) => {
      const content = Object.fromEntries([mediaType].flat().map((type) => [type, { schema }]));
      return [status, { description, content }];
    }),
  );
}

/** Codes grouped by status: those of the route, and those of authentication and of bodies. */
function refusals({ url, access, takesFormKey, query, body, refusals: own }: RestContract): JsonSchema {
  const codes: readonly ErrorCode[] = [
    ...(access === 'public' ? [] : TOKEN_REFUSALS),
    ...(takesFormKey ? (['FORM_KEY_INVALID'] as const) : []),
    ...(query ? (['VALIDATION_FAILED'] as const) : []),
    ...(body ? (['VALIDATION_FAILED', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const) : []),
    ...own,
    ...(access === 'public' ? [] : (['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT'] as const)),
    ...(UNLIMITED_ROUTES.has(url) ? [] : (['OVERLOADED'] as const)),
    'INTERNAL',
  ];
  const descriptions: Record<number, string> = {};
  for (const code of new Set(codes)) {
    const { status, meaning } = ERROR_CODES[code];
    const before = descriptions[status];
    descriptions[status] = `${before ? `${before} ` : ''}${code}: ${meaning}`;
  }
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    Object.entries(descriptions).map(([status, description]) => [status, { description, content }]),
  );
}
