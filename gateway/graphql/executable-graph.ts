import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import type { TextResult } from '../federation/answer/finish-answer.ts';

/** A graph as HTTP routes use it: prepares a document once and executes it often. */
export interface ExecutableGraph {
  readonly apiSchema: GraphQLSchema;
  /**
   * @param isKnown whether the document will recur, and is kept longer from the first time on
   * @throws {GraphQLError} when it is not valid against the API schema
   */
  prepare(source: string, operationName?: string, isKnown?: boolean): Promise<unknown>;
  /** Plans the prepared operations. @throws {Error} when one of them cannot be planned */
  warm(): Promise<void>;
  execute(
    prepared: unknown,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): Promise<ExecutionResult>;
  /** The same with the data as JSON: not a promise when nothing had to be awaited. */
  executeToText(
    prepared: unknown,
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): TextResult | Promise<TextResult>;
}
