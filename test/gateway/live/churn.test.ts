import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { seededRandom } from '../../support/data/random.ts';
import { eventStreamRequest } from '../../support/live/event-stream-request.ts';
import { createLiveGraph, type LiveGraph } from '../../support/live/live-graph.ts';
import {
  connectAdmitted,
  connectRaw,
  type LiveServer,
  type RawClient,
  startLiveServer,
} from '../../support/live/live-server.ts';
import { RemoteLiveGraph } from '../../support/live/remote-live-graph.ts';
import { settle } from '../../support/live/settle.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const CLIENTS = isThorough() ? 400 : 100;
const AT_ONCE = 20;
const STEPS = 20;
const PLACES = 2 * AT_ONCE;

const QUERIES = [
  'subscription { happened { cursor row { id } } }',
  'subscription { happened(after: "0") { cursor row { name } } }',
  'subscription { metrics { number row { name } } }',
  'subscription { refused { number } }',
  'subscription { nothing }',
  '{ last }',
  'mutation { append(id: "m") }',
  '{',
];

/** Picks by chance, the same at every run. */
class Chance {
  readonly #uniform: () => number;

  constructor(seed: number) {
    this.#uniform = seededRandom(seed).uniform;
  }

  below(count: number): number {
    return Math.floor(this.#uniform() * count);
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  async turns(most: number): Promise<void> {
    for (let left = this.below(most + 1); left > 0; left--) await nextTurn();
  }
}

/** What goes on around a client. */
interface Surroundings {
  readonly server: LiveServer;
  readonly token: string;
  readonly chance: Chance;
}

/** Takes random steps with few ids, most of them in bursts, and leaves in a random way. */
async function churnWebSocket({ server, token, chance }: Surroundings): Promise<void> {
  const client = connectRaw(server.webSocketUrl);
  client.socket.on('error', () => undefined);
  if (chance.below(10) === 0) return leave(client, chance);
  await once(client.socket, 'open');
  client.send({ type: 'connection_init', payload: { token } });
  if (chance.below(10) > 0) await Promise.race([client.message('connection_ack'), client.closed]);
  for (let step = 0; step < STEPS && client.socket.readyState === client.socket.OPEN; step++) {
    const id = chance.of(['a', 'b', 'c']);
    const what = chance.below(10);
    // the end first: an id that is in use would end the connection
    if (what < 8 && chance.below(200) > 0) client.send({ id, type: 'complete' });
    if (what < 6) client.send({ id, type: 'subscribe', payload: { query: chance.of(QUERIES) } });
    if (what === 8) server.live.log.append(`row-${step}`);
    if (what === 9 && chance.below(4) === 0) server.live.log.lose();
    if (chance.below(3) === 0) await chance.turns(6);
  }
  await leave(client, chance);
}

async function leave({ socket, tcp, closed }: RawClient, chance: Chance): Promise<void> {
  const how = chance.below(3);
  if (how === 0) socket.close();
  else if (how === 1 || !tcp) socket.terminate();
  else tcp.resetAndDestroy();
  await closed;
}

/** Asks for one or two event streams on one connection, and leaves at a random moment in a random way. */
async function churnEventStream({ server, token, chance }: Surroundings): Promise<void> {
  const socket = connect((server.http.address() as AddressInfo).port, '127.0.0.1');
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const answered = new Promise((resolve) => socket.once('data', resolve));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const asked = Array.from({ length: 1 + chance.below(2) }, () =>
    eventStreamRequest(token, { query: chance.of(QUERIES) }, chance.of(['GET', 'POST'])),
  );
  socket.write(asked.join(''));
  await chance.turns(chance.of([0, 3, 20]));
  if (chance.below(3) === 0) await Promise.race([answered, closed]);
  if (chance.below(3) === 0) server.live.log.append('row');
  if (chance.below(20) === 0) server.live.log.lose();
  const how = chance.below(3);
  if (how === 0) socket.end();
  else if (how === 1) socket.destroy();
  else socket.resetAndDestroy();
  await closed;
}

const SHAPES: Readonly<Record<string, () => Promise<{ live: LiveGraph; close(): Promise<void> }>>> = {
  'in this process': async () => ({ live: createLiveGraph(), close: async () => undefined }),
  'in other processes': async () => {
    const remote = new RemoteLiveGraph();
    return { live: await remote.start(), close: () => remote.close() };
  },
};

const TRANSPORTS = { WebSocket: churnWebSocket, 'server-sent events': churnEventStream };

for (const [shape, createGraph] of Object.entries(SHAPES))
  describe(`clients that come and go, over subgraphs ${shape},`, () => {
    let server: LiveServer;
    let graph: Awaited<ReturnType<typeof createGraph>>;
    afterEach(async () => {
      await server.close();
      await graph.close();
    });

    for (const [transport, churn] of Object.entries(TRANSPORTS))
      it(`leave no stream, subscription or place behind by ${transport}`, { timeout: 300_000 }, async () => {
        graph = await createGraph();
        const verifying = new Chance(11);
        server = await startLiveServer({
          live: graph.live,
          config: { maxConnections: PLACES },
          beforeVerify: () => verifying.turns(8),
        });
        const token = await server.token();
        for (let number = 0; number < CLIENTS; number += AT_ONCE)
          await Promise.all(
            Array.from({ length: AT_ONCE }, (_, index) => churn({ server, token, chance: new Chance(number + index) })),
          );
        await server.subscribed(0);
        await graph.live.log.open(0);
        await settle();
        assert.equal(graph.live.log.streams.size, 0);
        await fillPlaces(server);
      });
  });

/** Every place is free, and serves. */
async function fillPlaces(server: LiveServer): Promise<void> {
  const clients = await Promise.all(Array.from({ length: PLACES }, () => connectAdmitted(server)));
  for (const client of clients) client.send({ id: '1', type: 'subscribe', payload: { query: QUERIES[0] } });
  await server.subscribed(PLACES);
  await server.live.log.open(1);
  for (const { socket } of clients) socket.terminate();
  await server.subscribed(0);
  await server.live.log.open(0);
}
