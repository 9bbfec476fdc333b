import { FederatedGraph } from '../../../gateway/federation/federated-graph.ts';
import type { RemoteSource } from '../../../gateway/federation/sources/remote/remote-source.ts';
import { createLogger } from '../../../platform/logger.ts';
import { remoteSource, type ServedSubgraph, serveSubgraph } from '../graph/remote-graph.ts';
import { EventLog } from './event-log.ts';
import { createLiveGraph, type LiveGraph, liveSubgraphs } from './live-graph.ts';

/** The same graph as in the tests of one process, each subgraph behind a URL of its own. */
export class RemoteLiveGraph {
  readonly log = new EventLog();
  readonly #sources: RemoteSource[] = [];
  readonly #served = new Map<string, ServedSubgraph>();

  async start(): Promise<LiveGraph> {
    const { supergraphSdl, schemas } = liveSubgraphs(this.log);
    for (const [name, schema] of schemas) this.#served.set(name, await serveSubgraph(name, schema));
    const sources = new Map([...this.#served].map(([name, served]) => [name, this.#source(served)]));
    const graph = new FederatedGraph({ supergraphSdl, sources, log: createLogger('silent') });
    return { ...createLiveGraph(this.log), graph };
  }

  /** The subgraph of the streams stops, and starts again at the same place. */
  async restartEvents(whileDown: () => void): Promise<void> {
    const served = this.#served.get('events') as ServedSubgraph;
    await served.close();
    whileDown();
    const schema = liveSubgraphs(this.log).schemas.get('events');
    const options = { port: Number(new URL(served.url).port) };
    if (schema) this.#served.set('events', await serveSubgraph('events', schema, undefined, options));
  }

  async close(): Promise<void> {
    for (const source of this.#sources) await source.close();
    for (const served of this.#served.values()) await served.close();
  }

  #source(served: ServedSubgraph): RemoteSource {
    const source = remoteSource(served);
    this.#sources.push(source);
    return source;
  }
}
