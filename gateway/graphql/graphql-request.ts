import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors.ts';
import { isObject } from '../federation/values/response-object.ts';

/** Parameters of a GraphQL request over HTTP. */
export interface GraphqlRequest {
  /** text of the document */
  readonly query: string | undefined;
  /** id of a trusted document, such as `sha256:…` */
  readonly documentId: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
}

const NOTHING: Readonly<Record<string, unknown>> = {};

/**
 * Reads the parameters from a request's body or, for GET, from its URL.
 *
 * @throws {DomainError} BAD_REQUEST when a parameter has the wrong type, VALIDATION_FAILED for one named `__proto__`
 */
export function readGraphqlRequest({ method, body, query }: FastifyRequest): GraphqlRequest {
  const given = method === 'GET' ? fromParameters(query as Record<string, unknown>) : body;
  if (!isObject(given))
    throw new DomainError('BAD_REQUEST', 'body: found no JSON object, expected one; batches are off');
  // allowed inside variables and extensions, which stay as JSON.parse made them
  if (Object.hasOwn(given, '__proto__'))
    throw new DomainError('VALIDATION_FAILED', 'body: found a parameter __proto__, expected none of that name');
  return {
    query: text(given, 'query'),
    documentId: text(given, 'documentId'),
    // GraphQL has no empty names: some clients send an empty string instead of none
    operationName: text(given, 'operationName') || undefined,
    variables: record(given, 'variables'),
    extensions: record(given, 'extensions'),
  };
}

function fromParameters(parameters: Record<string, unknown>): Record<string, unknown> {
  return { ...parameters, variables: parsed(parameters, 'variables'), extensions: parsed(parameters, 'extensions') };
}

function parsed(parameters: Record<string, unknown>, name: string): unknown {
  const value = text(parameters, name);
  if (value === undefined) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw new DomainError('BAD_REQUEST', `${name}: found malformed JSON, expected an object`);
  }
}

function text(given: Record<string, unknown>, name: string): string | undefined {
  const value = given[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw new DomainError('BAD_REQUEST', `${name}: found ${kindOf(value)}, expected a string`);
}

function record(given: Record<string, unknown>, name: string): Readonly<Record<string, unknown>> {
  const value = given[name];
  if (value === undefined || value === null) return NOTHING;
  if (isObject(value)) return value;
  throw new DomainError('BAD_REQUEST', `${name}: found ${kindOf(value)}, expected an object`);
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
