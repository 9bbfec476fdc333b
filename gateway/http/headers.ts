import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Header that carries the request id, in and out. */
export const REQUEST_ID_HEADER = 'x-request-id';

// what a log line and a header can carry without harm
const SANE_REQUEST_ID = /^[\w.:-]{1,128}$/;

/** Headers of every answer: nothing is sniffed, framed, cached, opened with powers, or told to other sites. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
} as const;

/** The caller's request id when it is sane, else a new one. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomUUID();
}

/** Puts the request id and the security headers on an answer; a route may replace any of them. */
export function sendHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(SECURITY_HEADERS).header(REQUEST_ID_HEADER, request.id);
}

/** Calls {@link sendHeaders} for every request that reaches the router. */
export function addHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    sendHeaders(request, reply);
    done();
  });
}
