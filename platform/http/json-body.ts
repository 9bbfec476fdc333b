import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../errors.ts';

const JSON_TYPE = 'application/json';
const PARAMETERS = /;\s*([^\s;=]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;]*)/g;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** media types of a route's body; JSON by default */
    mediaTypes?: readonly string[] | undefined;
  }
}

/** Treatment of keys that could change an object's prototype, as in Fastify. */
export type Poisoning = 'error' | 'ignore';

/** Reads bodies as JSON, and nothing else; bytes that are no UTF-8 are refused with 400. */
export function addJsonParser(app: FastifyInstance, poisoning: Poisoning): void {
  const parse = app.getDefaultJsonParser(poisoning, poisoning);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(JSON_TYPE, { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    if (isUtf8(bytes)) return parse(request, bytes.toString(), done);
    done(new DomainError('VALIDATION_FAILED', 'body: found bytes that are no UTF-8, expected UTF-8'), undefined);
  });
}

/**
 * Takes bodies of JSON in UTF-8, as they are: see {@link addJsonParser}; another charset, a content coding or another
 * media type is refused with 415 before the body is read.
 */
export function addJsonBody(app: FastifyInstance, poisoning: Poisoning): void {
  addJsonParser(app, poisoning);
  app.addHook('preParsing', (request, reply, _payload, done) => {
    if (request.is404 || isPlain(request)) return done();
    const refusal = refusalOf(request);
    if (!refusal) return done();
    reply.header('accept-encoding', 'identity').header('connection', 'close');
    done(refusal);
  });
}

function isPlain({ method, headers }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  return headers['content-encoding'] === undefined && headers['content-type'] === JSON_TYPE;
}

function refusalOf({ headers, routeOptions }: FastifyRequest): DomainError | undefined {
  const { mediaTypes = [JSON_TYPE] } = routeOptions.config;
  const { 'content-type': type, 'content-encoding': encoding = '' } = headers;
  if (encoding.split(',').some((coding) => !['', 'identity'].includes(coding.trim().toLowerCase())))
    return unsupported('content-encoding', encoding, 'none');
  // without a type there is no body, or the framework refuses it
  if (type === undefined) return undefined;
  if (!mediaTypes.includes(type.split(';', 1)[0]?.trim().toLowerCase() ?? ''))
    return unsupported('content-type', type, mediaTypes.join(' or '));
  for (const [, name = '', value = ''] of type.matchAll(PARAMETERS)) {
    const charset = value.replace(/^"|"$/g, '').toLowerCase();
    if (name.toLowerCase() === 'charset' && !['utf-8', 'utf8'].includes(charset))
      return unsupported('content-type', type, `${mediaTypes.join(' or ')} in UTF-8`);
  }
  return undefined;
}

function unsupported(header: string, found: string, expected: string): DomainError {
  return new DomainError('UNSUPPORTED_MEDIA_TYPE', `${header}: found ${found}, expected ${expected}`);
}
