import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Scope } from '../../platform/identity/identity.ts';
import type { TimedContext } from '../federation/observe/request-timing.ts';
import { RequestDeadline, type TimeLimits } from '../federation/sources/request-deadline.ts';
import { RequestReport } from './request-report.ts';
import { ServerTiming } from './server-timing.ts';

/** Header by which a request asks for `Server-Timing`. */
const TIMING_HEADER = 'x-server-timing';

/** Durations tell of the inside: they are shown to whoever may see the metrics. */
const TIMING_SCOPE: Scope = 'monitoring:read';

declare module 'fastify' {
  interface FastifyInstance {
    readonly timeLimits: TimeLimits;
  }
  interface FastifyRequest {
    /** absent as long as the request has asked nothing of the graph */
    report: RequestReport | undefined;
    /** absent as long as the request has asked nothing of the graph */
    deadline: RequestDeadline | undefined;
  }
}

/** What the graph learns about an HTTP request, and what the server wants to know of it afterwards. */
export interface RequestContext extends TimedContext {
  readonly report: RequestReport;
  readonly deadline: RequestDeadline;
}

/** The part of a request of which a context is made. */
export type ContextSource = Pick<
  FastifyRequest,
  'identity' | 'id' | 'ip' | 'headers' | 'report' | 'deadline' | 'server'
>;

/** The context of a request that asks the graph. Called once per request, or part of it that has time of its own. */
export function requestContext(request: ContextSource): RequestContext {
  const { identity, id, ip, headers } = request;
  const deadline = new RequestDeadline(request.server.timeLimits);
  const isTimed = headers[TIMING_HEADER] === '1' && identity.scopes.includes(TIMING_SCOPE);
  const timing = isTimed ? new ServerTiming(deadline) : undefined;
  const report = new RequestReport(timing);
  request.report = report;
  request.deadline = deadline;
  return { identity, requestId: id, clientAddress: ip, report, timing, deadline };
}

/** Gives every request that asks the graph a deadline, which ends too when its client hangs up. */
export function addDeadlines(app: FastifyInstance, limits: TimeLimits): void {
  app.decorate('timeLimits', limits);
  app.decorateRequest('deadline');
  app.addHook('onRequest', (request, { raw }, done) => {
    // the framework's own hook for this is silent once the body has been read
    raw.once('close', () => {
      if (!raw.writableFinished) request.deadline?.abandon();
    });
    done();
  });
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
