import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import { WebSocket } from 'ws';
import { StreamIterator } from '../../../platform/streams/stream-iterator.ts';
import { seededRandom } from '../../support/data/random.ts';
import { type ServedSubgraph, serveSubgraph, TEST_SECRET } from '../../support/graph/remote-graph.ts';

const EXTENSIONS = { identity: { subject: 'tester', scopes: [] }, requestId: 'r-1' };

/** A subgraph whose streams take some turns to open, and are counted. */
class CountedStreams {
  open = 0;
  opened = 0;
  readonly schema = buildSchema('type Query { a: Int } type Subscription { numbers(turns: Int!, upTo: Int!): Int }');

  constructor() {
    const subscribe = async (_: unknown, { turns, upTo }: { turns: number; upTo: number }) => {
      for (let turn = 0; turn < turns; turn++) await nextTurn();
      return this.#stream(upTo);
    };
    Object.assign(this.schema.getSubscriptionType()?.getFields().numbers ?? {}, { subscribe });
  }

  #stream(upTo: number): StreamIterator<{ numbers: number }> {
    this.open += 1;
    this.opened += 1;
    let number = 0;
    let end = (_: undefined): void => undefined;
    const quiet = () =>
      new Promise<undefined>((resolve) => {
        end = resolve;
      });
    const pull = async () => (number < upTo ? { numbers: ++number } : quiet());
    return new StreamIterator<{ numbers: number }>(pull, () => {
      this.open -= 1;
      end(undefined);
    });
  }
}

describe('the streams of a subgraph over graphql-transport-ws', () => {
  const streams = new CountedStreams();
  let served: ServedSubgraph;
  before(async () => {
    served = await serveSubgraph('things', streams.schema);
  });
  after(() => served.close());

  const connect = async (): Promise<WebSocket> => {
    const socket = new WebSocket(served.url.replace('http', 'ws'), 'graphql-transport-ws');
    await once(socket, 'open');
    const acknowledged = once(socket, 'message');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { secret: TEST_SECRET } }));
    await acknowledged;
    return socket;
  };

  const begin = (socket: WebSocket, id: string, turns: number, upTo: number): void => {
    const payload = { query: `subscription { numbers(turns: ${turns}, upTo: ${upTo}) }`, extensions: EXTENSIONS };
    socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
  };

  const complete = (socket: WebSocket, id: string): void => socket.send(JSON.stringify({ id, type: 'complete' }));

  it('end with the connection although their id was used again in one burst', { timeout: 20_000 }, async () => {
    const socket = await connect();
    for (const turns of [9, 6, 3]) {
      begin(socket, '1', turns, 0);
      complete(socket, '1');
    }
    const opened = streams.opened;
    begin(socket, '1', 1, 1);
    const [data] = await once(socket, 'message');
    assert.deepEqual(JSON.parse(String(data)), { id: '1', type: 'next', payload: { data: { numbers: 1 } } });
    while (streams.opened < opened + 4) await nextTurn();
    assert.equal(streams.open, 1);
    socket.terminate();
    while (streams.open > 0) await nextTurn();
  });

  it('are gone after thousands of random beginnings and ends', { timeout: 60_000 }, async () => {
    for (let seed = 0; seed < 40; seed++) {
      const { uniform } = seededRandom(seed);
      const below = (count: number): number => Math.floor(uniform() * count);
      const socket = await connect();
      for (let step = 0; step < 60; step++) {
        const id = String(below(3));
        complete(socket, id);
        if (uniform() < 0.8) begin(socket, id, below(6), below(4));
        if (uniform() < 0.2) for (let turn = below(8); turn > 0; turn--) await nextTurn();
      }
      const closed = once(socket, 'close');
      if (uniform() < 0.5) socket.terminate();
      else socket.close();
      await closed;
    }
    while (streams.open > 0) await nextTurn();
    const last = await connect();
    begin(last, '1', 0, 1);
    await once(last, 'message');
    assert.equal(streams.open, 1);
    last.terminate();
    while (streams.open > 0) await nextTurn();
  });
});
