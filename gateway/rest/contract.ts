import type { FastifyInstance, RouteHandlerMethod } from 'fastify';
import type { ErrorCode } from '../../platform/errors.ts';
import type { Scope } from '../../platform/identity/identity.ts';

/** A JSON schema (2020-12, restricted to what draft-07 also means). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A response of a route. */
export interface Answer {
  readonly description: string;
  /** default `application/json`; several where the request chooses */
  readonly mediaType?: string | readonly string[];
  readonly schema: JsonSchema;
}

/**
 * Inputs and responses of a REST route: the server validates and serialises by it, the OpenAPI document describes it.
 */
export interface RestContract {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly access: 'public' | Scope | readonly [Scope, ...Scope[]];
  /** scopes that the answer needs beside `access`; the subgraph asks for them */
  readonly alsoNeeds?: readonly Scope[] | undefined;
  /** whether the key of a web form is accepted too */
  readonly takesFormKey?: boolean;
  /** object schema of the `:name` parts of `url` */
  readonly params?: JsonSchema;
  /** object schema of the query parameters, all of them optional strings */
  readonly query?: JsonSchema;
  /** object schema of the relevant request headers */
  readonly headers?: JsonSchema;
  readonly body?: JsonSchema;
  /** media types of the body; JSON by default */
  readonly mediaTypes?: readonly string[];
  readonly answers: Readonly<Record<number, Answer>>;
  /** codes besides those of every route */
  readonly refusals: readonly ErrorCode[];
}

/** Header with which a client retries a request without repeating its effect. */
export const IDEMPOTENCY_KEY_HEADER = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      pattern: '\\S',
      description: 'A retry with the same key and the same request gets the same response and has no second effect.',
    },
  },
} as const satisfies JsonSchema;

/** Body limit of REST routes, bytes: fields have lower limits of their own. */
export const BODY_LIMIT_BYTES = 65_536;

/** Serves a contract: the framework validates requests and serialises responses by its schemas. */
export function serve(app: FastifyInstance, contract: RestContract, handler: RouteHandlerMethod): void {
  const { method, url, access, takesFormKey = false, params, query, headers, body, mediaTypes } = contract;
  const json = Object.entries(contract.answers).filter(([, { mediaType }]) => mediaType === undefined);
  const response = Object.fromEntries(json.map(([status, { schema }]) => [status, schema]));
  app.route({
    method,
    url,
    bodyLimit: BODY_LIMIT_BYTES,
    config: { access, takesFormKey, mediaTypes },
    schema: {
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(headers && { headers }),
      ...(body && { body }),
      response,
    },
    handler,
  });
}
