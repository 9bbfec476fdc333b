import Fastify, { type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import mercurius from 'mercurius';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';

/**
 * Serves one subgraph's schema over HTTP, as a subgraph process does, for `mercurius-integration-testing`.
 *
 * @param context who asks, for every request
 */
export async function createSubgraphApp(schema: GraphQLSchema, context: SubgraphContext): Promise<FastifyInstance> {
  const app = Fastify();
  await app.register(mercurius, { schema, context: () => context as never });
  await app.ready();
  return app;
}
