import type { ExecutionResult } from 'graphql';
import { DomainError } from '../../platform/errors.ts';
import { isErrorCode } from '../federation/values/error-code.ts';
import type { ExecutableGraph } from '../graphql/executable-graph.ts';
import type { HttpMetrics } from '../http/metrics.ts';
import { type ContextSource, requestContext } from '../http/request-context.ts';
import { inRestNames } from './rest-refusal.ts';

/** Executes one prepared operation for a request and returns its data. */
export type GraphOperation<Data> = (
  variables: Readonly<Record<string, unknown>>,
  request: ContextSource,
) => Promise<Data>;

/**
 * Prepares the operation of a REST route, once. The response must be complete: any error fails the request, and counts as
 * an operation without data.
 *
 * The operation rejects with a DomainError for a public code, and with any other error for an internal one.
 *
 * @throws {GraphQLError} when the graph lacks a field of the operation
 */
export async function prepareOperation<Data>(
  graph: ExecutableGraph,
  metrics: HttpMetrics,
  name: string,
  source: string,
): Promise<GraphOperation<Data>> {
  const prepared = await graph.prepare(source, name, true);
  return async (variables, request) => {
    const context = requestContext(request);
    const result = await graph.execute(prepared, variables, context);
    metrics.countOperation(context.report, name, result.errors ? { errors: result.errors } : result);
    return wholeData(result) as Data;
  };
}

function wholeData(result: ExecutionResult): unknown {
  const error = result.errors?.[0];
  if (error) {
    const { code, ...details } = error.extensions;
    throw isErrorCode(code) ? inRestNames(new DomainError(code, error.message, details, { cause: error })) : error;
  }
  if (!result.data) throw new TypeError('the graph answered with neither data nor errors');
  return result.data;
}
