import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { SubgraphContext } from '../../platform/identity/identity.ts';

/** What the HTTP side needs of a graph: to prepare a document once and to execute it often. */
export interface ExecutableGraph {
  readonly apiSchema: GraphQLSchema;
  /** @throws {GraphQLError} when the document is not valid against the API schema */
  prepare(source: string, operationName?: string): Promise<unknown>;
  /** Plans what was prepared so far. @throws {Error} when one of it cannot be planned */
  warm(): Promise<void>;
  execute(
    prepared: unknown,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
    signal?: AbortSignal | undefined,
  ): Promise<ExecutionResult>;
}
