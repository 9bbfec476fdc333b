import { type GraphQLSchema, validate } from 'graphql';
import { LocalSource } from '../../../gateway/federation/sources/local/local-source.ts';
import type { Source, SubgraphResult } from '../../../gateway/federation/sources/source.ts';

/**
 * A subgraph that answers as one behind a URL does: it validates what it is asked, and answers with JSON, every object
 * its own, errors without classes.
 */
export function jsonSource(schema: GraphQLSchema): Source {
  const local = new LocalSource(schema);
  return {
    prepare: (operation) => {
      const call = local.prepare(operation);
      const errors = validate(schema, operation.document);
      if (errors.length > 0) return () => ({ errors: errors.map((error) => error.toJSON()) });
      return async (variables, context, signal) => {
        const sent = JSON.parse(JSON.stringify(variables)) as Record<string, unknown>;
        return JSON.parse(JSON.stringify(await call(sent, context, signal))) as SubgraphResult;
      };
    },
    prepareStream: (operation) => local.prepareStream(operation),
  };
}
