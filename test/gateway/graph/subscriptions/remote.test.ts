import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FederatedGraph } from '../../../../gateway/graph/federated-graph.ts';
import type { RemoteSource } from '../../../../gateway/graph/remote/remote-source.ts';
import { createLogger } from '../../../../subgraphs/shared/logger.ts';
import { remoteSource, type ServedSubgraph, serveSubgraph } from '../../../support/remote-graph.ts';
import { createHub, HAPPENED } from './support/create-hub.ts';
import { EventLog } from './support/event-log.ts';
import { createLiveGraph, type LiveGraph, liveSubgraphs } from './support/live-graph.ts';

/** The same graph as in the tests of one process, each subgraph behind a URL of its own. */
class RemoteLiveGraph {
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

describe('subscriptions to subgraphs of other processes', () => {
  let remote: RemoteLiveGraph;
  beforeEach(() => {
    remote = new RemoteLiveGraph();
  });
  afterEach(() => remote.close());

  it('are shared, complete, closed and resumed over a restart without gap or duplicate', async () => {
    const live = await remote.start();
    const { subscribe } = createHub(live, { reconnectMs: 20 });
    const { collector: first, subscription } = await subscribe(HAPPENED);
    const { collector: second, subscription: last } = await subscribe(HAPPENED);
    await live.log.open(1);
    live.log.append('a', 'slow-b', 'c');
    for (const collector of [first, second]) await collector.has(3);
    assert.deepEqual(first.results[1], { data: { happened: { row: { id: 'slow-b', name: 'name of slow-b' } } } });
    await remote.restartEvents(() => live.log.append('d', 'e'));
    await first.has(5);
    live.log.append('f');
    for (const collector of [first, second]) await collector.has(6);
    assert.deepEqual(first.ids, ['a', 'slow-b', 'c', 'd', 'e', 'f']);
    assert.deepEqual(second.ids, first.ids);
    subscription?.close();
    last?.close();
    await live.log.open(0);
  });

  it('end with the reason of the subgraph when it does not open the stream', async () => {
    const live = await remote.start();
    const { subscribe } = createHub(live);
    const { collector } = await subscribe('subscription { refused { number } }');
    await collector.ended();
    assert.deepEqual(collector.codes, ['CURSOR_EXPIRED']);
  });
});
