import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { DomainError } from '../subgraphs/shared/errors.ts';
import type { SubgraphContext } from '../subgraphs/shared/identity.ts';
import { isErrorCode } from './http-errors.ts';

/** What the HTTP side needs of a graph: to prepare a document once and to execute it often. */
export interface ServedGraph {
  readonly apiSchema: GraphQLSchema;
  /** @throws {GraphQLError} when the document is not valid against the API schema */
  prepare(source: string, operationName?: string): Promise<unknown>;
  execute(
    prepared: unknown,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): Promise<ExecutionResult>;
}

/**
 * Returns the data of an answer that must be whole.
 *
 * @throws {DomainError} the first error, when its code stands in the table
 * @throws {Error} the first error otherwise: a fault of ours, to be masked
 */
export function wholeData(result: ExecutionResult): Readonly<Record<string, unknown>> {
  const error = result.errors?.[0];
  if (error) {
    const { code, ...details } = error.extensions;
    throw isErrorCode(code) ? new DomainError(code, error.message, details, { cause: error }) : error;
  }
  if (!result.data) throw new TypeError('the graph answered with neither data nor errors');
  return result.data;
}
