import { type Context, context, propagation, type Tracer, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Makes what a request does part of the caller's trace, by the W3C headers it came with; where an instrumentation of
 * HTTP has opened a span already, of that. Without a tracer nothing is added.
 */
export function addTracing(app: FastifyInstance, tracer: Tracer | undefined): void {
  if (!tracer) return;
  // after the body has been read: reading it leaves the context in which it began
  app.addHook('preHandler', (request, _reply, done) => context.with(parentOf(request), done));
}

function parentOf({ headers }: FastifyRequest): Context {
  const active = context.active();
  return trace.getSpan(active) ? active : propagation.extract(active, headers);
}
