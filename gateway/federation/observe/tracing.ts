import { type Attributes, isSpanContextValid, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import type { GraphQLError } from 'graphql';
import type { ClientOperation } from '../operations/client-operation.ts';
import type { SubgraphCall } from '../sources/source.ts';
import { codeForLabels } from '../values/error-code.ts';

/** The part of a result that tells how its operation ended. */
export interface ErrorsAndData {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLError[] | undefined;
}

const NAME = 'lead-scoring-gateway';

/**
 * Tracer of the OpenTelemetry SDK that this process was started with; undefined without an SDK, so that tracing costs
 * nothing. Looked up once: an SDK that is registered later is not found.
 */
export function findTracer(): Tracer | undefined {
  const tracer = trace.getTracer(NAME);
  // without an SDK, spans have no identity; this one never ends, so no exporter gets it
  return isSpanContextValid(tracer.startSpan('probe').spanContext()) ? tracer : undefined;
}

/** Runs an operation inside the span `graphql.operation`, whose parent is the active span. */
export function traceOperation<Result extends ErrorsAndData>(
  tracer: Tracer,
  { definition }: ClientOperation,
  run: () => Promise<Result>,
): Promise<Result> {
  const name = definition.name?.value;
  const attributes = {
    'graphql.operation.type': definition.operation,
    ...(name && { 'graphql.operation.name': name }),
  };
  return inSpan(tracer, 'graphql.operation', attributes, run, (span, { data, errors = [] }) => {
    if (errors.length === 0) return;
    span.setAttribute('graphql.error.codes', [...new Set(errors.map(codeForLabels))]);
    if (data === null || data === undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  });
}

/** Runs planning inside the span `graphql.plan`; without a tracer, directly. */
export function tracePlanning<Plan>(tracer: Tracer | undefined, plan: () => Promise<Plan>): Promise<Plan> {
  return tracer ? inSpan(tracer, 'graphql.plan', {}, plan, () => undefined) : plan();
}

/**
 * The same call inside the span `graphql.fetch NAME`, active while the subgraph works; without a tracer, the call
 * itself.
 */
export function tracedCall(call: SubgraphCall, subgraph: string, tracer: Tracer | undefined): SubgraphCall {
  if (!tracer) return call;
  const attributes = { 'graphql.subgraph.name': subgraph };
  return (variables, context, signal) =>
    inSpan(
      tracer,
      `graphql.fetch ${subgraph}`,
      attributes,
      async () => call(variables, context, signal),
      (span, { errors }) => {
        if (!errors?.length) return;
        span.setAttribute('graphql.error.codes', [...new Set(errors.map(codeForLabels))]);
        span.setStatus({ code: SpanStatusCode.ERROR });
      },
    );
}

function inSpan<Result>(
  tracer: Tracer,
  name: string,
  attributes: Attributes,
  work: () => Promise<Result>,
  describe: (span: Span, result: Result) => void,
): Promise<Result> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      const result = await work();
      describe(span, result);
      return result;
    } catch (error) {
      span.setAttribute('graphql.error.codes', [codeForLabels(error)]);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
