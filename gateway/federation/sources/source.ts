import type { DocumentNode, ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';

/** An operation of a plan, parsed once per plan. */
export interface SubgraphOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly text: string;
  readonly document: DocumentNode;
}

/** A subgraph's response: with error objects from this process, with JSON from another. */
export interface SubgraphResult {
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly (GraphQLError | GraphQLFormattedError)[] | undefined;
}

/**
 * Executes one prepared operation on a subgraph.
 *
 * The response belongs to the caller, which changes it: each call returns a new object. A rejection means that the
 * subgraph did not respond. `signal` aborts when the response is no longer needed.
 */
export type SubgraphCall = (
  variables: Readonly<Record<string, unknown>>,
  context: SubgraphContext,
  signal: AbortSignal | undefined,
) => SubgraphResult | Promise<SubgraphResult>;

/**
 * Opens a subgraph's stream: one response per event.
 *
 * The iteration ends when the subgraph completes the stream, and throws when the stream is lost: a DomainError with
 * SUBGRAPH_UNAVAILABLE when reopening may help, any other error when it would not. When `signal` aborts, the iteration
 * and the stream end.
 */
export type SubgraphStream = (
  variables: Readonly<Record<string, unknown>>,
  context: SubgraphContext,
  signal: AbortSignal,
) => AsyncIterable<SubgraphResult>;

/** A subgraph, in this process or behind a URL. */
export interface Source {
  /** whether its responses are known to have values of their declared types; other responses are coerced */
  readonly isCoerced?: boolean;
  /** whether a signal aborts its requests. Default true */
  readonly isAbortable?: boolean;
  /** Called once for each fetch of a plan, to prepare what does not depend on a request. */
  prepare(operation: SubgraphOperation): SubgraphCall;
  /** Called once for each subscription of a plan. */
  prepareStream(operation: SubgraphOperation): SubgraphStream;
}
