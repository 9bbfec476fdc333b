import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { DomainError, ERROR_CODES } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import { responseText, type TextResult } from '../federation/answer/finish-answer.ts';
import { isErrorCode } from '../federation/values/error-code.ts';
import { type AnswerMediaType, chooseMediaType } from '../http/accept.ts';
import { maskError } from './apollo-server.ts';

/** `Content-Type` by media type. */
const CONTENT_TYPES: Readonly<Record<AnswerMediaType, string>> = {
  'application/json': 'application/json; charset=utf-8',
  'application/graphql-response+json': 'application/graphql-response+json; charset=utf-8',
};

/**
 * The `Content-Type` of the response to a request; determined before anything is executed.
 *
 * @throws {DomainError} NOT_ACCEPTABLE
 */
export function contentTypeFor({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const mediaType = chooseMediaType(headers.accept);
  if (mediaType) return CONTENT_TYPES[mediaType];
  throw new DomainError(
    'NOT_ACCEPTABLE',
    `accept: found ${headers.accept}, expected ${Object.keys(CONTENT_TYPES).join(' or ')}`,
  );
}

/**
 * Sends the result of an execution as GraphQL over HTTP: with 200 if it has data, even null, else with the status of
 * the first error's code.
 */
export function sendAnswer(reply: FastifyReply, contentType: string, result: TextResult, log: Logger): FastifyReply {
  void reply.header('content-type', contentType);
  if (!result.errors) return reply.send(responseText(result));
  const errors = result.errors.map((error) => maskError(error.toJSON(), error, log));
  if (result.data === undefined) void reply.code(statusOf(errors));
  return reply.send(responseText({ ...result, errors }));
}

function statusOf([first]: readonly GraphQLFormattedError[]): number {
  const code = first?.extensions?.code;
  return isErrorCode(code) ? ERROR_CODES[code].status : 500;
}
