import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { takesEncoding } from './accept.ts';

/** Shortest text that is compressed, characters: a shorter one takes few packets as it is. */
export const LEAST_COMPRESSED_LENGTH = 16_384;

// a millisecond for 150 kB of JSON each, on a thread of its own; the next levels take twice that for 1 % less
const BROTLI_QUALITY = 4;
const GZIP_LEVEL = 4;

type Compress = (body: Buffer) => Promise<Buffer>;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

// by preference
const CODINGS: readonly (readonly [coding: string, compress: Compress])[] = [
  [
    'br',
    (body) =>
      brotli(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      }),
  ],
  ['gzip', (body) => gzipped(body, { level: GZIP_LEVEL })],
];

/**
 * Compresses long texts that routes send, where the client takes brotli or gzip (RFC 9110, 8.4). Streams, files and texts
 * that have a coding already stay as they are.
 *
 * A page of another origin cannot learn a secret from the length of an answer (BREACH): requests carry their token in a
 * header, which no browser adds by itself.
 */
export function addCompression(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || payload.length < LEAST_COMPRESSED_LENGTH) return done(null, payload);
    const chosen = reply.hasHeader('content-encoding') ? undefined : chooseCoding(request, reply);
    if (!chosen) return done(null, payload);
    const [coding, compress] = chosen;
    compress(Buffer.from(payload)).then(
      (body) => {
        reply.header('content-encoding', coding).removeHeader('content-length');
        done(null, body);
      },
      (error: Error) => done(error),
    );
  });
}

function chooseCoding({ headers }: FastifyRequest, reply: FastifyReply): (typeof CODINGS)[number] | undefined {
  const vary = reply.getHeader('vary');
  reply.header('vary', vary === undefined ? 'accept-encoding' : `${vary}, accept-encoding`);
  const accepted = headers['accept-encoding'] as string | undefined;
  return CODINGS.find(([coding]) => takesEncoding(accepted, coding));
}
