import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { context, type Tracer, trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { findTracer } from '../../../../gateway/federation/observe/tracing.ts';
import { DomainError } from '../../../../platform/errors.ts';
import { ask, composeGraph, federatedGraph } from '../../../support/federation/composed-graph.ts';
import { StorageContextManager } from '../../../support/graph/storage-context-manager.ts';

let activeSpanInSubgraph: string | undefined;
const composed = composeGraph({
  a: {
    typeDefs: 'type Query { row: Row gone: Int } type Row @key(fields: "id") { id: ID! }',
    resolvers: {
      Query: {
        row: () => {
          activeSpanInSubgraph = trace.getActiveSpan()?.spanContext().spanId;
          return { id: '1' };
        },
        gone: () => {
          throw new DomainError('LEAD_NOT_FOUND', 'no lead');
        },
      },
    },
  },
  b: { typeDefs: 'type Row @key(fields: "id") { id: ID! score: Int }', resolvers: { Row: { score: async () => 5 } } },
});

describe('tracing', () => {
  const exporter = new InMemorySpanExporter();
  let tracer: Tracer | undefined;
  let found: { readonly before: Tracer | undefined };

  before(() => {
    found = { before: findTracer() };
    context.setGlobalContextManager(new StorageContextManager());
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    tracer = findTracer();
  });
  after(() => {
    trace.disable();
    context.disable();
  });
  beforeEach(() => exporter.reset());

  it('is off in a process without an SDK, and on with one', () => {
    assert.equal(found.before, undefined);
    assert.ok(tracer);
    assert.deepEqual(exporter.getFinishedSpans(), []);
  });

  it('makes spans of the operation, its plan and its fetches, the first above the others', async () => {
    const graph = federatedGraph(composed, 1, undefined, { tracer });
    await ask(graph, 'query Rows { row { score } }');
    const spans = exporter.getFinishedSpans();
    assert.deepEqual(
      spans.map(({ name }) => name),
      ['graphql.plan', 'graphql.fetch a', 'graphql.fetch b', 'graphql.operation'],
    );
    const operation = spans.at(-1);
    assert.deepEqual(operation?.attributes, { 'graphql.operation.type': 'query', 'graphql.operation.name': 'Rows' });
    assert.equal(operation?.parentSpanContext, undefined);
    for (const span of spans.slice(0, -1))
      assert.equal(span.parentSpanContext?.spanId, operation?.spanContext().spanId);
    assert.equal(activeSpanInSubgraph, spans[1]?.spanContext().spanId);
  });

  it('makes no span of a plan that is there already', async () => {
    const graph = federatedGraph(composed, 1, undefined, { tracer });
    await ask(graph, '{ row { id } }');
    exporter.reset();
    await ask(graph, '{ row { id } }');
    assert.deepEqual(
      exporter.getFinishedSpans().map(({ name }) => name),
      ['graphql.fetch a', 'graphql.operation'],
    );
  });

  it('marks spans with the codes of what went wrong', async () => {
    await ask(federatedGraph(composed, 1, undefined, { tracer }), '{ gone row { id } }');
    const codes = exporter.getFinishedSpans().map(({ name, attributes }) => [name, attributes['graphql.error.codes']]);
    assert.deepEqual(codes, [
      ['graphql.plan', undefined],
      ['graphql.fetch a', ['LEAD_NOT_FOUND']],
      ['graphql.operation', ['LEAD_NOT_FOUND']],
    ]);
  });

  it('hangs the operation under the active span', async () => {
    const graph = federatedGraph(composed, 1, undefined, { tracer });
    await tracer?.startActiveSpan('request', async (request) => {
      await ask(graph, '{ row { id } }');
      const operation = exporter.getFinishedSpans().at(-1);
      assert.equal(operation?.parentSpanContext?.spanId, request.spanContext().spanId);
      request.end();
    });
  });
});
