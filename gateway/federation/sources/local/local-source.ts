import { type DocumentNode, execute, type GraphQLSchema, subscribe } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { resolveEntitiesDirectly } from '../../../../platform/graphql/entity-resolver.ts';
import { isJitSupported } from '../../../../platform/graphql/jit-support.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { refuseLateMutations } from '../../../../platform/subgraph/deadline.ts';
import { TextCache } from '../../values/text-cache.ts';
import type { Source, SubgraphCall, SubgraphOperation, SubgraphResult, SubgraphStream } from '../source.ts';

/** How a subgraph of this process is executed. */
export interface LocalSourceOptions {
  /** calls of an operation after which it is compiled; `Infinity` never compiles. Default 3 */
  readonly compileAfter?: number;
  /** operations kept, the least recently used go first. Default 1,000 */
  readonly cacheSize?: number;
}

/**
 * A subgraph in this process.
 *
 * An operation is interpreted at first and compiled by graphql-jit once it has come back: compiling takes milliseconds
 * and memory, which text that never returns would waste. The compiler's limit holds for the schema: a field without a
 * resolver is a plain property of its row, neither a promise nor a function.
 */
export class LocalSource implements Source {
  readonly isCoerced = true;
  readonly #schema: GraphQLSchema;
  readonly #compileAfter: number;
  readonly #operations: TextCache<LocalOperation>;

  /** @param schema is the source's from now on: its `_entities` get a faster resolver */
  constructor(schema: GraphQLSchema, { compileAfter = 3, cacheSize = 1_000 }: LocalSourceOptions = {}) {
    resolveEntitiesDirectly(schema);
    refuseLateMutations(schema);
    this.#schema = schema;
    this.#compileAfter = compileAfter;
    this.#operations = new TextCache(cacheSize);
  }

  prepare({ text, document }: SubgraphOperation): SubgraphCall {
    let operation = this.#operations.get(text);
    if (!operation) {
      operation = new LocalOperation(this.#schema, document, this.#compileAfter);
      this.#operations.set(text, operation);
    }
    const known = operation;
    return (variables, context) => known.execute(variables, context);
  }

  prepareStream({ document }: SubgraphOperation): SubgraphStream {
    const schema = this.#schema;
    return async function* (variables, context, signal) {
      if (signal.aborted) return;
      const opened = await subscribe({ schema, document, contextValue: context, variableValues: variables });
      if (!(Symbol.asyncIterator in opened)) {
        yield opened;
        return;
      }
      // the generator of graphql-js ends its source when it is returned
      const end = (): void => void opened.return();
      // aborted while it opened: a listener would hear of it no more
      if (signal.aborted) return end();
      signal.addEventListener('abort', end, { once: true });
      try {
        yield* opened;
      } finally {
        signal.removeEventListener('abort', end);
      }
    };
  }
}

/** One operation on one schema, interpreted until it is worth compiling. */
class LocalOperation {
  readonly #schema: GraphQLSchema;
  readonly #document: DocumentNode;
  #callsUntilCompiled: number;
  #compiled: CompiledQuery['query'] | undefined;

  constructor(schema: GraphQLSchema, document: DocumentNode, compileAfter: number) {
    this.#schema = schema;
    this.#document = document;
    this.#callsUntilCompiled = isJitSupported(schema, document) ? compileAfter : Number.POSITIVE_INFINITY;
  }

  execute(
    variables: Readonly<Record<string, unknown>>,
    context: SubgraphContext,
  ): SubgraphResult | Promise<SubgraphResult> {
    if (this.#compiled) return this.#compiled(undefined, context, variables);
    if (--this.#callsUntilCompiled === 0) this.#compile();
    return execute({
      schema: this.#schema,
      document: this.#document,
      contextValue: context,
      variableValues: variables,
    });
  }

  /** Stays interpreted when the compiler refuses: graphql-js then says what is wrong, request by request. */
  #compile(): void {
    const compiled = compileQuery(this.#schema, this.#document, undefined, {
      disablingCapturingStackErrors: true,
      useExperimentalPathBasedSkipInclude: true,
    });
    if (isCompiledQuery(compiled)) this.#compiled = compiled.query;
  }
}
