import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { isJitSupported } from './jit-support.ts';

/**
 * One operation on one schema, interpreted until compiling pays off.
 *
 * Compiling by graphql-jit takes milliseconds and memory, which one-off operations would waste. The compiler assumes that
 * a field without a resolver is a plain property of its row, neither a promise nor a function.
 */
export class RecurringOperation {
  readonly #schema: GraphQLSchema;
  readonly #document: DocumentNode;
  #callsUntilCompiled: number;
  #compiled: CompiledQuery['query'] | undefined;

  /** @param compileAfter calls after which it is compiled; `Infinity` or 0 never compile */
  constructor(schema: GraphQLSchema, document: DocumentNode, compileAfter: number) {
    this.#schema = schema;
    this.#document = document;
    this.#callsUntilCompiled = isJitSupported(schema, document) ? compileAfter : Number.POSITIVE_INFINITY;
  }

  execute(variables: Readonly<Record<string, unknown>>, context: unknown): ExecutionResult | Promise<ExecutionResult> {
    const result = this.#compiled?.(undefined, context, variables);
    // errors alone: the variables were refused, of which graphql-js names the reason and the place, the compiler neither
    if (result && !('errors' in result && result.data === undefined)) return result;
    if (--this.#callsUntilCompiled === 0) this.#compile();
    return execute({
      schema: this.#schema,
      document: this.#document,
      contextValue: context,
      variableValues: variables,
    });
  }

  /** Stays interpreted if the compiler refuses the operation: graphql-js then reports the reason on each request. */
  #compile(): void {
    const compiled = compileQuery(this.#schema, this.#document, undefined, {
      disablingCapturingStackErrors: true,
      useExperimentalPathBasedSkipInclude: true,
    });
    if (isCompiledQuery(compiled)) this.#compiled = compiled.query;
  }
}
