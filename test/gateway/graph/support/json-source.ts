import type { GraphQLSchema } from 'graphql';
import { LocalSource } from '../../../../gateway/graph/local-source.ts';
import type { Source, SubgraphResult } from '../../../../gateway/graph/source.ts';

/** A subgraph that answers as one behind a URL does: with JSON, every object its own, errors without classes. */
export function jsonSource(schema: GraphQLSchema): Source {
  const local = new LocalSource(schema);
  return {
    prepare: (operation) => {
      const call = local.prepare(operation);
      return async (variables, context, signal) => {
        const sent = JSON.parse(JSON.stringify(variables)) as Record<string, unknown>;
        return JSON.parse(JSON.stringify(await call(sent, context, signal))) as SubgraphResult;
      };
    },
    prepareStream: (operation) => local.prepareStream(operation),
  };
}
