import { type GraphQLSchema, subscribe } from 'graphql';
import { resolveEntitiesDirectly } from '../../../../platform/graphql/entity-resolver.ts';
import { RecurringOperation } from '../../../../platform/graphql/recurring-operation.ts';
import { refuseLateMutations } from '../../../../platform/subgraph/deadline.ts';
import { TextCache } from '../../values/text-cache.ts';
import type { Source, SubgraphCall, SubgraphOperation, SubgraphStream } from '../source.ts';

/** Settings of a local source. */
export interface LocalSourceOptions {
  /** calls of an operation after which it is compiled; `Infinity` never compiles. Default 3 */
  readonly compileAfter?: number;
  /** operations kept, see {@link TextCache}. Default 1,000 */
  readonly cacheSize?: number;
}

/**
 * A subgraph in this process. An operation is interpreted at first and compiled once it recurs.
 */
export class LocalSource implements Source {
  readonly isCoerced = true;
  readonly isAbortable = false;
  readonly #schema: GraphQLSchema;
  readonly #compileAfter: number;
  readonly #operations: TextCache<RecurringOperation>;

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
      operation = new RecurringOperation(this.#schema, document, this.#compileAfter);
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
