import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { context, propagation, type TextMapPropagator, TraceFlags, trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { findTracer } from '../../../gateway/federation/observe/tracing.ts';
import { createFederatedServer, type FederatedServer } from '../../support/gateway/federated-server.ts';
import { StorageContextManager } from '../../support/graph/storage-context-manager.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const CALLER_SPAN_ID = 'b7ad6b7169203331';

/** What an SDK registers to read the header `traceparent` of W3C Trace Context. */
const traceParent: TextMapPropagator = {
  extract: (active, carrier, getter) => {
    const [, traceId = '', spanId = ''] = String(getter.get(carrier, 'traceparent')).split('-');
    return traceId ? trace.setSpanContext(active, { traceId, spanId, traceFlags: TraceFlags.SAMPLED }) : active;
  },
  inject: () => undefined,
  fields: () => ['traceparent'],
};

describe('tracing of requests', () => {
  const exporter = new InMemorySpanExporter();
  let server: FederatedServer;

  before(async () => {
    context.setGlobalContextManager(new StorageContextManager());
    propagation.setGlobalPropagator(traceParent);
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    server = await createFederatedServer({ tracer: findTracer() });
    await server.app.ready();
  });
  after(async () => {
    await server.close();
    trace.disable();
    propagation.disable();
    context.disable();
  });
  beforeEach(() => exporter.reset());

  for (const [route, ask] of [
    ['/graphql', (headers: Record<string, string>) => server.graphql('{ lead(id: "1") { score { grade } } }', headers)],
    [
      '/leads/1',
      async (headers: Record<string, string>) =>
        server.app.inject({ url: '/leads/1', headers: { ...(await server.asHolderOf()), ...headers } }),
    ],
  ] as const)
    it(`continues the caller’s trace on ${route}`, async () => {
      const response = await ask({ traceparent: `00-${TRACE_ID}-${CALLER_SPAN_ID}-01` });
      assert.equal(response.statusCode, 200);
      const spans = exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === TRACE_ID);
      const operation = spans.find(({ name }) => name === 'graphql.operation');
      assert.equal(operation?.parentSpanContext?.spanId, CALLER_SPAN_ID);
      const fetch = spans.find(({ name }) => name === 'graphql.fetch leads');
      assert.equal(fetch?.parentSpanContext?.spanId, operation?.spanContext().spanId);
    });

  it('begins a trace for a caller without one', async () => {
    await server.graphql('{ gone }');
    const operation = exporter.getFinishedSpans().find(({ name }) => name === 'graphql.operation');
    assert.ok(operation && operation.parentSpanContext === undefined);
  });
});
