import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors.ts';

/** Headers that a page of another origin cannot send without a CORS preflight. */
const PREFLIGHTED_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'] as const;

/**
 * Refuses a GET that a page of another site could trigger, by a link or an image, with the user's cookies or network. A
 * POST cannot be forged that way, since it must have the content type `application/json`.
 *
 * @throws {DomainError} BAD_REQUEST
 */
export function preventCsrf({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): void {
  if (method !== 'GET') return;
  if (PREFLIGHTED_HEADERS.some((name) => headers[name])) return;
  const mediaType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === 'application/json') return;
  throw new DomainError(
    'BAD_REQUEST',
    `GET: found a request that another site could forge, expected one of the headers ${PREFLIGHTED_HEADERS.join(', ')}`,
  );
}
