import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Scope } from '../subgraphs/shared/identity.ts';
import type { TimedContext } from './graph/request-timing.ts';
import { RequestReport } from './request-report.ts';
import { ServerTiming } from './server-timing.ts';

/** Header by which a request asks for `Server-Timing`. */
const TIMING_HEADER = 'x-server-timing';

/** Durations tell of the inside: they are shown to whoever may see the metrics. */
const TIMING_SCOPE: Scope = 'monitoring:read';

declare module 'fastify' {
  interface FastifyRequest {
    /** absent as long as the request has asked nothing of the graph */
    report: RequestReport | undefined;
  }
}

/** What the graph learns about an HTTP request, and what the server wants to know of it afterwards. */
export interface RequestContext extends TimedContext {
  readonly report: RequestReport;
}

/** The part of a request of which a context is made. */
export type ContextSource = Pick<FastifyRequest, 'identity' | 'id' | 'ip' | 'headers' | 'report'>;

/** The context of a request that asks the graph. Called once per request. */
export function requestContext(request: ContextSource): RequestContext {
  const { identity, id, ip, headers } = request;
  const isTimed = headers[TIMING_HEADER] === '1' && identity.scopes.includes(TIMING_SCOPE);
  const timing = isTimed ? new ServerTiming() : undefined;
  const report = new RequestReport(timing);
  request.report = report;
  return { identity, requestId: id, clientAddress: ip, report, timing };
}

/** Sends `Server-Timing` with the answers of those who asked for it. */
export function addServerTiming(app: FastifyInstance): void {
  app.decorateRequest('report');
  app.addHook('onSend', (request, reply, _payload, done) => {
    const timing = request.report?.timing;
    if (timing) reply.header('server-timing', timing.header());
    done();
  });
}
