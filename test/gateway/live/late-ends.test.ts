import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { eventStreamRequest } from '../../support/live/event-stream-request.ts';
import { createLiveGraph } from '../../support/live/live-graph.ts';
import { connectAdmitted, connectRaw, type LiveServer, startLiveServer } from '../../support/live/live-server.ts';
import { settle } from '../../support/live/settle.ts';

const HAPPENED = { query: 'subscription { happened { cursor row { id } } }' };

/** Lets work wait until it is told to go on, and tells that it waits. */
class Barrier {
  readonly reached: Promise<void>;
  readonly #opened: Promise<void>;
  #reach = (): void => undefined;
  open = (): void => undefined;

  constructor() {
    this.reached = new Promise((resolve) => {
      this.#reach = resolve;
    });
    this.#opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  async pass(): Promise<void> {
    this.#reach();
    await this.#opened;
  }
}

describe('a client that leaves early', () => {
  let server: LiveServer;
  afterEach(() => server.close());

  const connectTcp = async (): Promise<Socket> => {
    const socket = connect((server.http.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };

  /** The server's side of the next connection. */
  const nextConnection = async (): Promise<Socket> => ((await once(server.http, 'connection')) as [Socket])[0];

  const closed = async (socket: Socket): Promise<void> => {
    if (!socket.closed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  };

  for (const method of ['GET', 'POST'] as const)
    it(`gives back its event stream by ${method} although it left while its token was verified`, {
      timeout: 20_000,
    }, async () => {
      let barrier = new Barrier();
      server = await startLiveServer({ config: { maxConnections: 1 }, beforeVerify: () => barrier.pass() });
      for (let trial = 0; trial < 3; trial++) {
        barrier = new Barrier();
        const accepted = nextConnection();
        const client = await connectTcp();
        client.write(eventStreamRequest(await server.token(), HAPPENED, method));
        await barrier.reached;
        client.resetAndDestroy();
        await closed(await accepted);
        barrier.open();
        await settle();
      }
      const open = await server.stream(HAPPENED);
      assert.equal(open.status, 200);
      await server.subscribed(1);
      await open.body?.cancel();
      await server.subscribed(0);
    });

  it('gives back its event stream although it left while its operation was prepared', { timeout: 20_000 }, async () => {
    const barrier = new Barrier();
    const live = createLiveGraph();
    const prepare = live.graph.prepare.bind(live.graph);
    live.graph.prepare = async (...operation) => barrier.pass().then(() => prepare(...operation));
    server = await startLiveServer({ config: { maxConnections: 1 }, live });
    const accepted = nextConnection();
    const client = await connectTcp();
    client.write(eventStreamRequest(await server.token(), HAPPENED));
    await barrier.reached;
    client.resetAndDestroy();
    await closed(await accepted);
    barrier.open();
    await settle();
    const open = await server.stream(HAPPENED);
    assert.equal(open.status, 200);
    await open.body?.cancel();
    await server.subscribed(0);
  });

  it('gives back an event stream that waits behind another answer', { timeout: 20_000 }, async () => {
    server = await startLiveServer({ config: { maxConnections: 2 } });
    const token = await server.token();
    for (let trial = 0; trial < 3; trial++) {
      const client = await connectTcp();
      client.write(eventStreamRequest(token, HAPPENED) + eventStreamRequest(token, HAPPENED));
      await server.subscribed(2);
      client.resetAndDestroy();
      await server.subscribed(0);
      await server.live.log.open(0);
    }
    const open = await Promise.all([server.stream(HAPPENED), server.stream(HAPPENED)]);
    assert.deepEqual(
      open.map(({ status }) => status),
      [200, 200],
    );
    for (const { body } of open) await body?.cancel();
    await server.subscribed(0);
  });

  it('is not waited for after its event stream has ended, when it does not read', { timeout: 20_000 }, async () => {
    server = await startLiveServer({ config: { maxConnections: 1, heartbeatMs: 1_500 } });
    const stuck = await connectTcp();
    stuck.pause();
    stuck.write(eventStreamRequest(await server.token(1_000), { query: 'subscription { metrics { number } }' }));
    await server.live.log.open(1);
    // the token expires while the answer cannot be written; events still come
    for (let index = 0; server.live.log.streams.size > 0; index++) {
      server.live.log.append(`${index}-${'x'.repeat(20_000)}`);
      await settle();
    }
    let status = 429;
    while (status === 429) {
      const open = await server.stream(HAPPENED);
      status = open.status;
      await open.body?.cancel();
    }
    assert.equal(status, 200);
    stuck.destroy();
  });

  it('leaves nothing on a connection that it keeps for many event streams', async () => {
    server = await startLiveServer();
    const token = await server.token();
    const accepted = nextConnection();
    const client = await connectTcp();
    const connection = await accepted;
    const listeners: number[] = [];
    for (let trial = 0; trial < 12; trial++) {
      client.write(eventStreamRequest(token, { query: '{ last }' }));
      let text = '';
      while (!text.endsWith('\r\n0\r\n\r\n')) text += String((await once(client, 'data'))[0]);
      listeners.push(connection.listenerCount('close'));
    }
    assert.deepEqual(new Set(listeners.slice(1)).size, 1, String(listeners));
    client.destroy();
  });

  it('is not admitted any more over WebSocket', { timeout: 20_000 }, async () => {
    const barrier = new Barrier();
    server = await startLiveServer({ config: { maxConnections: 1 }, beforeVerify: () => barrier.pass() });
    const client = connectRaw(server.webSocketUrl);
    await once(client.socket, 'open');
    client.send({ type: 'connection_init', payload: { token: await server.token() } });
    client.send({ type: 'ping' });
    await client.message('pong');
    await barrier.reached;
    client.socket.terminate();
    await client.closed;
    barrier.open();
    await settle();
    const next = await connectAdmitted(server);
    next.send({ id: '1', type: 'subscribe', payload: HAPPENED });
    await server.subscribed(1);
    next.socket.terminate();
    await server.subscribed(0);
  });

  it('leaves no stream after it used an id again in one burst', { timeout: 20_000 }, async () => {
    server = await startLiveServer();
    for (const last of ['complete', 'terminate'] as const) {
      const client = await connectAdmitted(server);
      client.tcp.cork();
      for (const kind of ['happened { cursor }', 'metrics { number }', 'happened { row { id } }']) {
        client.send({ id: '1', type: 'subscribe', payload: { query: `subscription { ${kind} }` } });
        client.send({ id: '1', type: 'complete' });
      }
      client.send({ id: '1', type: 'subscribe', payload: HAPPENED });
      client.tcp.uncork();
      await server.live.log.open(1);
      await settle();
      server.live.log.append('a');
      const { payload } = await client.message('next');
      assert.deepEqual(payload, {
        data: { happened: { cursor: String(server.live.log.events.length), row: { id: 'a' } } },
      });
      if (last === 'complete') client.send({ id: '1', type: 'complete' });
      else client.socket.terminate();
      await server.subscribed(0);
      await server.live.log.open(0);
      client.socket.terminate();
    }
  });
});
