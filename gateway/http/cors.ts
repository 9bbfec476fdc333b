import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const METHODS = 'GET, POST';

/** Request headers that pages may send besides the safelisted ones. */
const REQUEST_HEADERS = [
  'authorization',
  'content-type',
  'x-form-key',
  'idempotency-key',
  'x-request-id',
  'x-server-timing',
  'apollo-require-preflight',
].join(', ');

/** Response headers that pages may read besides the safelisted ones. */
const ANSWER_HEADERS = [
  'x-request-id',
  'location',
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
  'server-timing',
  'x-export-snapshot',
].join(', ');

const PREFLIGHT_LIFE_SECONDS = 600;

/** Origins whose pages may use this server besides its own. */
export class AllowedOrigins {
  readonly #origins: ReadonlySet<string>;

  /** @param origins such as `https://www.example.com` */
  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins);
  }

  /** Whether the list is empty. */
  get isEmpty(): boolean {
    return this.#origins.size === 0;
  }

  /** Whether an origin is on the list. */
  has(origin: string): boolean {
    return this.#origins.has(origin);
  }

  /**
   * Whether a WebSocket may be opened: browsers let every page try, and send the page's origin.
   *
   * @param origin the header `Origin`; undefined without a browser, and then there is no page to distrust
   * @param host   the header `Host`: the server's own pages are allowed
   */
  isAllowed(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || this.has(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }
}

/** Origins whose pages may use some routes only. */
export interface RouteOrigins {
  readonly isEmpty: boolean;
  /** Whether pages of an origin may use the route of a URL. */
  allows(url: string, origin: string): boolean;
}

/**
 * Adds CORS for the listed origins, preflights included. Without a list no header is sent, so pages of other origins
 * can read nothing. Tokens are sent in headers, never in cookies, so credentials are never allowed.
 *
 * Not `@fastify/cors`: it adds an OPTIONS route to every path, which would change the answers to other requests.
 */
export function addCors(app: FastifyInstance, origins: AllowedOrigins, forms?: RouteOrigins): void {
  if (origins.isEmpty && (forms?.isEmpty ?? true)) return;
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin === undefined || !(origins.has(origin) || forms?.allows(request.url, origin))) return done();
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
