import { type Context, context, propagation, type Tracer, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Makes the spans of a request part of the caller's trace, by the request's W3C headers, or of the span that an HTTP
 * instrumentation has opened. Without a tracer, nothing is added.
 */
export function addTracing(app: FastifyInstance, tracer: Tracer | undefined): void {
  if (!tracer) return;
  // after the body has been read: reading it leaves the async context
  app.addHook('preHandler', (request, _reply, done) => context.with(parentOf(request), done));
}

function parentOf({ headers }: FastifyRequest): Context {
  const active = context.active();
  return trace.getSpan(active) ? active : propagation.extract(active, headers);
}
