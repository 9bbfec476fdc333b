import type { FastifyInstance, RouteHandlerMethod } from 'fastify';
import type { ErrorCode } from '../../platform/errors.ts';
import type { Scope } from '../../platform/identity/identity.ts';

/** A JSON schema (2020-12, restricted to what draft-07 also means). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One answer of a route. */
export interface Answer {
  readonly description: string;
  /** default `application/json` */
  readonly mediaType?: string;
  readonly schema: JsonSchema;
}

/** What a REST route takes and answers: read by the server to validate and serialise, and by the OpenAPI document. */
export interface RestContract {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly access: 'public' | Scope;
  /** whether the key of a web form does as well as a token */
  readonly takesFormKey?: boolean;
  /** object schema of the `:name` parts of `url` */
  readonly params?: JsonSchema;
  /** object schema of the parameters behind the `?`, all of them optional texts */
  readonly query?: JsonSchema;
  /** object schema of the request headers that matter */
  readonly headers?: JsonSchema;
  readonly body?: JsonSchema;
  readonly answers: Readonly<Record<number, Answer>>;
  /** codes a caller can meet besides those of every route */
  readonly refusals: readonly ErrorCode[];
}

/** Header by which a client repeats a request without repeating its effect. */
export const IDEMPOTENCY_KEY_HEADER = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      pattern: '\\S',
      description: 'The same key with the same request gets the same answer, and nothing happens twice.',
    },
  },
} as const satisfies JsonSchema;

/** Largest body of a REST route, bytes: texts have their own limits, far below. */
export const BODY_LIMIT_BYTES = 65_536;

/** Serves a contract: the framework validates what comes in and serialises what goes out by its schemas. */
export function serve(app: FastifyInstance, contract: RestContract, handler: RouteHandlerMethod): void {
  const { method, url, access, takesFormKey = false, params, query, headers, body } = contract;
  const json = Object.entries(contract.answers).filter(([, { mediaType }]) => mediaType === undefined);
  const response = Object.fromEntries(json.map(([status, { schema }]) => [status, schema]));
  app.route({
    method,
    url,
    bodyLimit: BODY_LIMIT_BYTES,
    config: { access, takesFormKey },
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
