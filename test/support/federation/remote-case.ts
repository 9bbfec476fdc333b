import type { FederatedGraph } from '../../../gateway/federation/federated-graph.ts';
import type { Source } from '../../../gateway/federation/sources/source.ts';
import { remoteSource, serveSubgraph } from '../graph/remote-graph.ts';
import { type ComposedGraph, graphOver } from './composed-graph.ts';

/** Our graph over subgraphs behind URLs. */
export interface RemoteGraph {
  readonly graph: FederatedGraph;
  close(): Promise<void>;
}

/** Serves every subgraph over HTTP, as `npm run serve` would. */
export async function serveGraph(composed: ComposedGraph): Promise<RemoteGraph> {
  const served = await Promise.all([...composed.schemas].map(([name, schema]) => serveSubgraph(name, schema)));
  const sources = new Map(served.map((subgraph) => [subgraph.name, remoteSource(subgraph)]));
  const graph = graphOver(composed, (_, name) => sources.get(name) as Source);
  const close = async (): Promise<void> => {
    graph.close();
    await Promise.all([...sources.values()].map((source) => source.close()));
    await Promise.all(served.map((subgraph) => subgraph.close()));
  };
  return { graph, close };
}
