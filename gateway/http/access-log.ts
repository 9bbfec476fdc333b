import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../platform/logger.ts';
import type { HttpMetrics } from './metrics.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** whether its line has been written */
    isLogged: boolean;
  }
}

/** Status, in log and metrics, of a request whose client disconnected before the response. */
const HUNG_UP = 499;

/** Dependencies and settings of the access log. */
export interface AccessLogOptions {
  readonly metrics: HttpMetrics;
  readonly log: Logger;
  /** at INFO, else at DEBUG */
  readonly accessLog: boolean;
}

/**
 * Measures every request and logs one line for it: with its route, never its path, and without variables, which may be
 * personal data.
 */
export class AccessLog {
  readonly #metrics: HttpMetrics;
  readonly #log: Logger;
  readonly #level: 'info' | 'debug';

  constructor({ metrics, log, accessLog }: AccessLogOptions) {
    this.#metrics = metrics;
    this.#log = log;
    this.#level = accessLog ? 'info' : 'debug';
  }

  /** Adds the hooks that log every request of a server. */
  register(app: FastifyInstance): void {
    app.decorateRequest('isLogged', false);
    app.addHook('onResponse', (request, reply, done) => {
      this.write(request, reply.statusCode, reply.elapsedTime);
      done();
    });
    app.addHook('onRequestAbort', (request, done) => {
      this.write(request, HUNG_UP, undefined);
      done();
    });
  }

  /** @param durationMs undefined when there was no response */
  write(request: FastifyRequest, status: FastifyReply['statusCode'], durationMs: number | undefined): void {
    // a response may still be made for a client that has disconnected
    if (request.isLogged) return;
    request.isLogged = true;
    const route = request.routeOptions.url ?? 'unknown';
    const { method } = request;
    if (durationMs !== undefined) this.#metrics.countRequest(method, route, status, durationMs);
    if (!this.#log.isLevelEnabled(this.#level)) return;
    const { operationName, outcome, errorCodes } = request.report ?? {};
    this.#log[this.#level](
      {
        requestId: request.id,
        method,
        route,
        status,
        durationMs,
        subject: request.identity?.subject,
        operation: operationName,
        outcome,
        ...(errorCodes?.length && { errorCodes }),
      },
      'request answered',
    );
  }
}
