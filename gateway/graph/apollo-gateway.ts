import type {
  GatewayExecutor,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import type { SubgraphContext } from '../../subgraphs/shared/identity.ts';
import type { FederatedGraph } from './federated-graph.ts';
import type { GraphHost } from './graph-host.ts';
import { OperationRefused } from './operation-refused.ts';

/**
 * Puts a federated graph into the `gateway` slot of Apollo Server. The graph checks, plans and executes documents; the
 * server need not validate them. Its context value must be a {@link SubgraphContext}.
 *
 * When the host changes its graph the server learns the new schema.
 */
export function createApolloGateway(host: Pick<GraphHost, 'current' | 'onChange'>): GatewayInterface {
  const callbacks = new Set<GatewaySchemaLoadOrUpdateCallback>();
  const show = (graph: FederatedGraph): void => {
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
      return { executor: createExecutor(host) };
    },
    stop: async () => {
      unsubscribe();
      host.current.close();
    },
  };
}

function createExecutor(host: Pick<GraphHost, 'current'>): GatewayExecutor {
  return async ({ source, request, context }) => {
    const graph = host.current;
    try {
      const prepared = await graph.prepare(source, request.operationName);
      return await graph.execute(prepared, request.variables ?? {}, context as SubgraphContext);
    } catch (error) {
      if (error instanceof OperationRefused) return { errors: error.errors };
      throw error;
    }
  };
}
