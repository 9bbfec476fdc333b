import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { onRequestEnd } from '../../platform/http/request-end.ts';
import type { Logger } from '../../platform/logger.ts';
import type { HttpMetrics } from './metrics.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** of `performance.now()` */
    arrivedAt: number;
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
    app.decorateRequest('arrivedAt', 0);
    app.addHook('onRequest', (request, _reply, done) => {
      request.arrivedAt = performance.now();
      done();
    });
    onRequestEnd(app, (request, { statusCode }, isAnswered) => {
      if (isAnswered) this.write(request, statusCode, performance.now() - request.arrivedAt);
      else this.write(request, HUNG_UP, undefined);
    });
  }

  /** @param durationMs undefined when there was no response */
  write(request: FastifyRequest, status: FastifyReply['statusCode'], durationMs: number | undefined): void {
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
