import { type DocumentNode, execute, type GraphQLSchema, subscribe } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { resolveEntitiesDirectly } from '../../../../platform/graphql/entity-resolver.ts';
import { isJitSupported } from '../../../../platform/graphql/jit-support.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { refuseLateMutations } from '../../../../platform/subgraph/deadline.ts';
import { TextCache } from '../../values/text-cache.ts';
import type { Source, SubgraphCall, SubgraphOperation, SubgraphResult, SubgraphStream } from '../source.ts';

/** Settings of a local source. */
export interface LocalSourceOptions {
  /** calls of an operation after which it is compiled; `Infinity` never compiles. Default 3 */
  readonly compileAfter?: number;
  /** operations kept, the least recently used are evicted first. Default 1,000 */
  readonly cacheSize?: number;
}

/**
 * A subgraph in this process.
 *
 * An operation is interpreted at first and compiled by graphql-jit once it recurs: compiling takes milliseconds and
 * memory, which one-off operations would waste. The compiler assumes that a field without a resolver is a plain
 * property of its row, neither a promise nor a function.
 */
export class LocalSource implements Source {
  readonly isCoerced = true;
  readonly isAbortable = false;
  readonly #schema: GraphQLSchema;
  readonly #compileAfter: number;
  readonly #operations: TextCache<LocalOperation>;

  /** @param schema becomes the source's own: its `_entities` get a faster resolver */
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
      // the generator of graphql-js closes its source when it is returned
      const end = (): void => void opened.return();
      // aborted during the opening: a listener added now would never be called
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

/** One operation on one schema, interpreted until compiling pays off. */
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

  /** Stays interpreted if the compiler refuses the operation: graphql-js then reports the reason on each request. */
  #compile(): void {
    const compiled = compileQuery(this.#schema, this.#document, undefined, {
      disablingCapturingStackErrors: true,
      useExperimentalPathBasedSkipInclude: true,
    });
    if (isCompiledQuery(compiled)) this.#compiled = compiled.query;
  }
}
