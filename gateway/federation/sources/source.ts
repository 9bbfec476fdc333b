import type { DocumentNode, ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';

/** An operation of a plan, parsed once per plan. */
export interface SubgraphOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly text: string;
  readonly document: DocumentNode;
}

/** A subgraph's answer: from this process with error objects, from another with their JSON. */
export interface SubgraphResult {
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly (GraphQLError | GraphQLFormattedError)[] | undefined;
}

/**
 * Asks a subgraph one prepared operation.
 *
 * The answer belongs to the caller, which changes it: every call gives a fresh object. A rejection means that the
 * subgraph did not answer. When `signal` aborts nobody waits for the answer any more.
 */
export type SubgraphCall = (
  variables: Readonly<Record<string, unknown>>,
  context: SubgraphContext,
  signal: AbortSignal | undefined,
) => SubgraphResult | Promise<SubgraphResult>;

/**
 * Opens a subgraph's stream: one answer per event.
 *
 * The iteration ends when the subgraph has nothing more to say, and throws when the stream is lost: a DomainError with
 * SUBGRAPH_UNAVAILABLE when it may be opened again, any other error when that would be in vain. When `signal` aborts it
 * ends, and so does the stream.
 */
export type SubgraphStream = (
  variables: Readonly<Record<string, unknown>>,
  context: SubgraphContext,
  signal: AbortSignal,
) => AsyncIterable<SubgraphResult>;

/** A subgraph, in this process or behind a URL. */
export interface Source {
  /** whether its answers are known to hold values of their types; others are coerced before clients see them */
  readonly isCoerced?: boolean;
  /** Called once for each fetch of a plan; what can be done ahead of the requests is done here. */
  prepare(operation: SubgraphOperation): SubgraphCall;
  /** Called once for each subscription of a plan. */
  prepareStream(operation: SubgraphOperation): SubgraphStream;
}
