import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const METHODS = 'GET, POST';

/** What a page may send besides what browsers always let it send. */
const REQUEST_HEADERS = [
  'authorization',
  'content-type',
  'x-form-key',
  'idempotency-key',
  'x-request-id',
  'x-server-timing',
  'apollo-require-preflight',
].join(', ');

/** What a page may read of an answer besides what browsers always show. */
const ANSWER_HEADERS = [
  'x-request-id',
  'location',
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
  'server-timing',
].join(', ');

const PREFLIGHT_LIFE_SECONDS = 600;

/** The web sites whose pages may use this server besides its own. */
export class AllowedOrigins {
  readonly #origins: ReadonlySet<string>;

  /** @param origins such as `https://www.example.com` */
  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins);
  }

  /** Whether there is any. */
  get isEmpty(): boolean {
    return this.#origins.size === 0;
  }

  /** Whether a site is on the list. */
  has(origin: string): boolean {
    return this.#origins.has(origin);
  }

  /**
   * Whether a WebSocket may be opened: browsers let every page try, and say whose page it is.
   *
   * @param origin the header `Origin`; absent when no browser asks, and then there is no page to distrust
   * @param host   the header `Host`: the server's own pages may
   */
  isAllowed(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || this.has(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }
}

/**
 * Lets pages of the listed sites read answers (CORS), and answers their browsers' questions beforehand. Without a list
 * nothing is sent, so no page of another site can read anything. Tokens come in headers, never in cookies, so
 * credentials are never allowed.
 */
export function addCors(app: FastifyInstance, origins: AllowedOrigins): void {
  if (origins.isEmpty) return;
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin === undefined || !origins.has(origin)) return done();
    reply.header('access-control-allow-origin', origin);
    if (isPreflight(request)) return answerPreflight(reply);
    reply.header('access-control-expose-headers', ANSWER_HEADERS);
    done();
  });
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

function answerPreflight(reply: FastifyReply): void {
  void reply
    .code(204)
    .header('access-control-allow-methods', METHODS)
    .header('access-control-allow-headers', REQUEST_HEADERS)
    .header('access-control-max-age', PREFLIGHT_LIFE_SECONDS)
    .send();
}
