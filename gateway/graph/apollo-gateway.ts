import type {
  GatewayExecutor,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';
import type { SubgraphContext } from '../../subgraphs/shared/identity.ts';
import { type FederatedGraph, OperationRefused } from './federated-graph.ts';
import type { GraphHost } from './graph-host.ts';

/**
 * Puts a federated graph into the `gateway` slot of Apollo Server. The server parses and checks documents; the graph
 * plans and executes them. The server's context value must be a {@link SubgraphContext}.
 *
 * When the host changes its graph the server learns the new schema; what it has checked against the old one is executed
 * by the old one.
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
  return async ({ document, source, schema, request, context }) => {
    const graph = graphOf(schema);
    try {
      const prepared = graph.prepareValid(document, source, request.operationName);
      return await graph.execute(prepared, request.variables ?? {}, context as SubgraphContext);
    } catch (error) {
      if (error instanceof OperationRefused) return { errors: error.errors };
      throw error;
    }
  };
}
