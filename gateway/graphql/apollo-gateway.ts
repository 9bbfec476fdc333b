import type {
  GatewayExecutor,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import { OperationRefused } from '../federation/document/operation-refused.ts';
import type { FederatedGraph } from '../federation/federated-graph.ts';
import type { GraphHost } from '../federation/graph-host.ts';

/**
 * Puts a federated graph into the `gateway` slot of Apollo Server. The graph checks, plans and executes documents; the
 * server need not validate them. Its context value must be a {@link SubgraphContext}.
 *
 * When the host changes its graph the server learns the new schema; a request that came before is answered by the graph
 * of then.
 */
export function createApolloGateway(host: Pick<GraphHost, 'current' | 'onChange'>): GatewayInterface {
  const callbacks = new Set<GatewaySchemaLoadOrUpdateCallback>();
  const graphs = new WeakMap<GraphQLSchema, FederatedGraph>();
  const show = (graph: FederatedGraph): void => {
    graphs.set(graph.apiSchema, graph);
    for (const callback of callbacks) callback({ apiSchema: graph.apiSchema, coreSupergraphSdl: graph.supergraphSdl });
  };
  const unsubscribe = host.onChange(show);
  return {
    onSchemaLoadOrUpdate: (callback) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    load: async () => {
      show(host.current);
      return { executor: createExecutor((schema) => graphs.get(schema) ?? host.current) };
    },
    stop: async () => {
      unsubscribe();
      host.current.close();
    },
  };
}

function createExecutor(graphOf: (schema: GraphQLSchema) => FederatedGraph): GatewayExecutor {
  return async ({ source, schema, request, context }) => {
    const graph = graphOf(schema);
    try {
      // the request was prepared when it came, unless it only named the text by its hash
      const known = graph.recall(source, request.operationName);
      const prepared = known ?? (await graph.prepare(source, request.operationName));
      return await graph.execute(prepared, request.variables ?? {}, context as SubgraphContext);
    } catch (error) {
      if (error instanceof OperationRefused) return { errors: error.errors };
      throw error;
    }
  };
}
