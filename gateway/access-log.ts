import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../subgraphs/shared/logger.ts';
import type { HttpMetrics } from './http-metrics.ts';

/** How requests are logged. */
export interface AccessLogOptions {
  readonly log: Logger;
  /** at INFO, else at DEBUG */
  readonly accessLog: boolean;
}

/**
 * Measures every request and writes one line for it: by route, never by path, and without variables, which hold personal
 * data.
 */
export function addAccessLog(app: FastifyInstance, metrics: HttpMetrics, { log, accessLog }: AccessLogOptions): void {
  const level = accessLog ? 'info' : 'debug';
  app.addHook('onResponse', (request, reply, done) => {
    metrics.countRequest(request.method, routeOf(request), reply.statusCode, reply.elapsedTime);
    if (log.isLevelEnabled(level)) log[level](facts(request, reply), 'request answered');
    done();
  });
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unknown';
}

function facts(request: FastifyRequest, reply: FastifyReply) {
  const { operationName, outcome, errorCodes } = request.report ?? {};
  return {
    requestId: request.id,
    method: request.method,
    route: routeOf(request),
    status: reply.statusCode,
    durationMs: reply.elapsedTime,
    subject: request.identity?.subject,
    operation: operationName,
    outcome,
    ...(errorCodes?.length && { errorCodes }),
  };
}
