import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorCode } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import { PROBLEM_MEDIA_TYPE, type Problem, problem } from './problem.ts';
import { validationFaults } from './validation-faults.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** format of refusals: `problem` (default, RFC 9457) or a GraphQL response */
    refusals?: 'problem' | 'graphql';
  }
}

/** Public message of an internal error: only the reference of its log line. */
export function internalMessage(referenceId: string): string {
  return `internal error, reference ${referenceId}`;
}

const GRAPHQL_MEDIA_TYPE = 'application/json; charset=utf-8';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Codes and messages for errors of the HTTP framework; its other errors are VALIDATION_FAILED. */
const FRAMEWORK_REFUSALS: Readonly<Record<string, readonly [ErrorCode, (request: FastifyRequest) => string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'BODY_TOO_LARGE',
    ({ routeOptions }) => `body: found more than ${routeOptions.bodyLimit} bytes, expected at most that`,
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'UNSUPPORTED_MEDIA_TYPE',
    ({ headers }) => `content-type: found ${headers['content-type'] ?? 'none'}, expected application/json`,
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['VALIDATION_FAILED', () => 'body: found nothing, expected JSON'],
  FST_ERR_CTP_INVALID_JSON_BODY: [
    'VALIDATION_FAILED',
    () => 'body: found malformed JSON or a forbidden key such as __proto__, expected JSON',
  ],
};

/** Responds to every error, unknown route and wrong method with a public code. */
export function addErrorAnswers(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, log));
  app.setNotFoundHandler((request, reply) => {
    const allowed = METHODS.filter((method) => app.hasRoute({ method, url: pathOf(request) }));
    if (allowed.length === 0) throw new DomainError('NOT_FOUND', `${request.method} ${pathOf(request)}: no such route`);
    reply.header('allow', allowed.join(', '));
    throw new DomainError('METHOD_NOT_ALLOWED', `found ${request.method}, expected ${allowed.join(' or ')}`);
  });
}

/** Problem document of an error: with details if the caller can correct it, masked otherwise. */
export function describeError(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof DomainError) return problem(error.code, error.message, request.id);
  if (!isFrameworkRefusal(error)) return problem('INTERNAL', internalMessage(request.id), request.id);
  if (error.validation?.[0]) {
    const context = error.validationContext ?? 'body';
    // the framework's name for query parameters differs from the validator's
    const part = context === 'querystring' ? 'query' : (context as 'body' | 'headers' | 'params');
    const faults = validationFaults(error.validation, request[part], context);
    const details = faults.map(({ field, found, expected }) => `${field}: found ${found}, expected ${expected}`);
    return problem('VALIDATION_FAILED', details.join('; '), request.id, faults);
  }
  const [code, detail] = FRAMEWORK_REFUSALS[error.code] ?? ['VALIDATION_FAILED', () => error.message];
  return problem(code, detail(request), request.id);
}

/** Sends the response to an error, and logs it if it is internal. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  const document = describeError(error, request);
  if (document.code === 'INTERNAL') log.error({ requestId: request.id, err: error }, 'request failed');
  if (error instanceof DomainError && error.code === 'RATE_LIMITED') sendLimits(reply, error.extensions);
  void reply.code(document.status);
  const isGraphql = request.routeOptions.config?.refusals === 'graphql';
  void reply.type(isGraphql ? GRAPHQL_MEDIA_TYPE : PROBLEM_MEDIA_TYPE);
  void reply.send(isGraphql ? graphqlAnswer(document) : JSON.stringify(document));
}

/** Time until the next permitted request, in the header of RFC 9110 and in those of the IETF's RateLimit draft. */
function sendLimits(
  reply: FastifyReply,
  { retryAfterSeconds, limitPerMinute }: Readonly<Record<string, unknown>>,
): void {
  void reply.header('retry-after', String(retryAfterSeconds));
  void reply.header('ratelimit-policy', `"default";q=${limitPerMinute};w=60`);
  void reply.header('ratelimit', `"default";r=0;t=${retryAfterSeconds}`);
}

function isFrameworkRefusal(error: unknown): error is FastifyError {
  const { statusCode = 500 } = error as Partial<FastifyError>;
  return error instanceof Error && statusCode >= 400 && statusCode < 500;
}

function graphqlAnswer({ detail, code, requestId }: Problem): string {
  return JSON.stringify({ errors: [{ message: detail, extensions: { code, requestId } }] });
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] as string;
}
