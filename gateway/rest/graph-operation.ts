import type { ExecutionResult } from 'graphql';
import { DomainError } from '../../platform/errors.ts';
import { isErrorCode } from '../federation/values/error-code.ts';
import type { ExecutableGraph } from '../graphql/executable-graph.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import { type ContextSource, requestContext } from '../http/request-context.ts';

/** Executes one prepared operation for a request and returns its data. */
export type GraphOperation<Data> = (
  variables: Readonly<Record<string, unknown>>,
  request: ContextSource,
) => Promise<Data>;

/**
 * Prepares the operation behind a REST route, once. Its answer must be whole: a single lost field fails the request.
 *
 * The operation rejects with a DomainError when the graph refused with a public code, with any other error for a fault
 * of ours.
 *
 * @throws {GraphQLError} when the graph lacks what the operation asks for
 */
export async function prepareOperation<Data>(
  graph: ExecutableGraph,
  metrics: HttpMetrics,
  name: string,
  source: string,
): Promise<GraphOperation<Data>> {
  const prepared = await graph.prepare(source, name);
  return async (variables, request) => {
    const context = requestContext(request);
    const result = await graph.execute(prepared, variables, context, context.deadline.signal);
    metrics.countOperation(context.report, name, result);
    return wholeData(result) as Data;
  };
}

function wholeData(result: ExecutionResult): unknown {
  const error = result.errors?.[0];
  if (error) {
    const { code, ...details } = error.extensions;
    throw isErrorCode(code) ? new DomainError(code, error.message, details, { cause: error }) : error;
  }
  if (!result.data) throw new TypeError('the graph answered with neither data nor errors');
  return result.data;
}
