import type { FastifyInstance, FastifyRequest } from 'fastify';
import { onRequestEnd } from '../../platform/http/request-end.ts';
import type { Scope } from '../../platform/identity/identity.ts';
import type { TimedContext } from '../federation/observe/request-timing.ts';
import { RequestDeadline, type TimeLimits } from '../federation/sources/request-deadline.ts';
import { RequestReport } from './request-report.ts';
import { ServerTiming } from './server-timing.ts';

/** Header by which a request asks for `Server-Timing`. */
const TIMING_HEADER = 'x-server-timing';

/** Durations reveal internals: they are sent to callers that may read metrics. */
const TIMING_SCOPE: Scope = 'monitoring:read';

declare module 'fastify' {
  interface FastifyInstance {
    readonly timeLimits: TimeLimits;
  }
  interface FastifyRequest {
    /** undefined until the request calls the graph */
    report: RequestReport | undefined;
    /** undefined until the request calls the graph */
    deadline: RequestDeadline | undefined;
  }
}

/** Context of an HTTP request's operations, with its report and deadline. */
export interface RequestContext extends TimedContext {
  readonly report: RequestReport;
  readonly deadline: RequestDeadline;
}

/** Part of a request that its context is made of. */
export type ContextSource = Pick<
  FastifyRequest,
  'identity' | 'id' | 'ip' | 'headers' | 'report' | 'deadline' | 'server'
>;

/** Creates the context of an operation. Called once per request, or per page of a response with a deadline for each. */
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

/** Gives every request that calls the graph a deadline, which also ends when its client disconnects. */
export function addDeadlines(app: FastifyInstance, limits: TimeLimits): void {
  app.decorate('timeLimits', limits);
  app.decorateRequest('deadline');
  onRequestEnd(app, (request, _reply, isAnswered) => {
    if (!isAnswered) request.deadline?.abandon();
  });
}

/** Sends `Server-Timing` to callers that asked for it. */
export function addServerTiming(app: FastifyInstance): void {
  app.decorateRequest('report');
  app.addHook('onSend', (request, reply, _payload, done) => {
    const timing = request.report?.timing;
    if (timing) reply.header('server-timing', timing.header());
    done();
  });
}
