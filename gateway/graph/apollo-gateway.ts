import type {
  GatewayExecutor,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import type { SubgraphContext } from '../../subgraphs/shared/identity.ts';
import { type FederatedGraph, OperationRefused } from './federated-graph.ts';

/**
 * Puts a federated graph into the `gateway` slot of Apollo Server. The server parses and checks documents; the graph
 * plans and executes them. The server's context value must be a {@link SubgraphContext}.
 */
export function createApolloGateway(graph: FederatedGraph): GatewayInterface {
  const callbacks = new Set<GatewaySchemaLoadOrUpdateCallback>();
  return {
    onSchemaLoadOrUpdate: (callback) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    load: async () => {
      for (const callback of callbacks)
        callback({ apiSchema: graph.apiSchema, coreSupergraphSdl: graph.supergraphSdl });
      return { executor: createExecutor(graph) };
    },
    stop: async () => graph.close(),
  };
}

function createExecutor(graph: FederatedGraph): GatewayExecutor {
  return async ({ document, source, request, context }) => {
    try {
      const prepared = graph.prepareValid(document, source, request.operationName);
      return await graph.execute(prepared, request.variables ?? {}, context as SubgraphContext);
    } catch (error) {
      if (error instanceof OperationRefused) return { errors: error.errors };
      throw error;
    }
  };
}
