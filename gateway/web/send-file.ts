import type { FastifyReply, FastifyRequest } from 'fastify';
import { takesEncoding } from '../http/accept.ts';
import type { WebFile } from './web-files.ts';

const ONE_YEAR = 'public, max-age=31536000, immutable';

/** Sends a file in the best coding that the client takes, or 304 when the client has it. */
export function sendFile(file: WebFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { 'accept-encoding': accepted, 'if-none-match': known } = request.headers;
  void reply.headers({
    'cache-control': file.isImmutable ? ONE_YEAR : 'no-cache',
    etag: file.etag,
    vary: 'accept-encoding',
  });
  if (known !== undefined && hasTag(known, file.etag)) return reply.code(304).send();
  void reply.type(file.mediaType);
  for (const [coding, body] of file.encoded)
    if (takesEncoding(accepted as string | undefined, coding))
      return reply.header('content-encoding', coding).send(body);
  return reply.send(file.body);
}

/** Whether an `If-None-Match` holds a tag, by the weak comparison of RFC 9110, 8.8.3.2. */
function hasTag(ifNoneMatch: string, etag: string): boolean {
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag));
}
