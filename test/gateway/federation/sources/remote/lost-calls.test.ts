import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { CallConnection } from '../../../../../gateway/federation/sources/remote/call-connection.ts';
import { ask, callSubgraph, contextOf } from '../../../../support/calls/called-subgraph.ts';
import { ACCEPTED, OFFER, serveForeign } from '../../../../support/calls/foreign-subgraph.ts';
import { until } from '../../../../support/calls/until.ts';

const ANSWER = { data: { n: 1 } };
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Closes the source of the test, which its end closes otherwise. */
async function closeSource(): Promise<void> {
  await cleanUps.pop()?.();
}

function recordLog() {
  const lines: string[] = [];
  const stream = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
  return { lines, log: pino(stream) };
}

describe('a lost connection of calls', () => {
  it('is one failure of the subgraph, however many calls it had: they are asked again', async () => {
    const { lines, log } = recordLog();
    const { source, held, sockets } = await callSubgraph(cleanUps, { log });
    const asked = Array.from({ length: 20 }, (_, user) => ask(source, '{ held }', { context: contextOf(user) }));
    await until(() => held.length === 20);
    for (const socket of sockets) socket.destroy();
    await until(() => held.length === 40);
    for (const { release } of held) release(7);
    assert.deepEqual(await Promise.all(asked), Array(20).fill({ data: { held: 7 } }));
    assert.equal(lines.filter((line) => line.includes('subgraph did not respond')).length, 20);
    assert.ok(!lines.some((line) => line.includes('subgraph is down')));
  });

  it('is replaced after a while, though the others have room and nothing goes over HTTP', async () => {
    const { source, sockets, requests } = await callSubgraph(cleanUps);
    const [first] = sockets;
    first?.destroy();
    await sleep(50);
    for (let call = 0; sockets.size < 5 && call < 200; call++) {
      await ask(source, '{ whoAmI }');
      await sleep(20);
    }
    assert.deepEqual([sockets.size, requests.length], [5, 0]);
  });

  it('takes no more calls once the other side has ended it', async () => {
    const server = createServer((socket) => socket.end());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    cleanUps.push(() => server.close());
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const connection = new CallConnection(socket, () => undefined);
    assert.equal(connection.hasRoom, true);
    await once(socket, 'end');
    assert.equal(connection.hasRoom, false);
    await connection.closed;
  });

  it('is lost with the reason, where the subgraph did not keep the protocol', async () => {
    const { lines, log } = recordLog();
    const { source, counts } = await serveForeign(
      cleanUps,
      OFFER,
      (socket) => {
        socket.write(ACCEPTED);
        socket.once('data', () => socket.write('no response\n'));
      },
      { log },
    );
    await ask(source, '{ n }');
    await until(() => counts().upgrades === 4);
    // over HTTP until a connection is open
    for (let call = 0; call < 200 && !lines.join('').includes('connection lost'); call++) {
      await sleep(5);
      assert.deepEqual(await ask(source, '{ n }'), ANSWER);
    }
    assert.match(lines.join(''), /connection lost.*found a line of another form, expected a response/s);
  });

  it('is not opened again for a while, where nothing has come back on it', async () => {
    const heard = new Set<Socket>();
    const listen = (socket: Socket): void => {
      socket.write(ACCEPTED);
      socket.once('data', () => heard.add(socket));
    };
    const { source, counts } = await serveForeign(cleanUps, OFFER, listen, { timeoutMs: 1_200 });
    const isAnswered = (user: number): Promise<boolean> =>
      ask(source, '{ n }', { context: contextOf(user) }).then(
        () => true,
        () => false,
      );
    const asked = [isAnswered(0)];
    // over HTTP until the connections are open, then on each in turn
    while (heard.size < 4) {
      assert.ok(asked.length < 500, `${heard.size} connections got a call`);
      asked.push(isAnswered(asked.length));
      await sleep(20);
    }
    assert.ok((await Promise.all(asked)).filter((answered) => !answered).length >= 4);
    for (let call = 0; call < 20; call++) assert.deepEqual(await ask(source, '{ n }'), ANSWER);
    assert.equal(counts().upgrades, 4);
  });

  it('is not opened again at once, where it ends as soon as it is open', async () => {
    const { source, counts } = await serveForeign(cleanUps, OFFER, (socket) => socket.end(ACCEPTED));
    for (let call = 0; call < 20; call++) {
      assert.deepEqual(await ask(source, '{ n }'), ANSWER);
      await sleep(5);
    }
    assert.ok(counts().upgrades <= 8, `${counts().upgrades} upgrades`);
  });
});

describe('a closing source', () => {
  it('waits for the calls under way', async () => {
    const { source, held } = await callSubgraph(cleanUps);
    const asked = ask(source, '{ held }');
    await until(() => held.length === 1);
    let isClosed = false;
    const closed = closeSource().then(() => {
      isClosed = true;
    });
    await sleep(50);
    assert.equal(isClosed, false);
    held[0]?.release(7);
    assert.deepEqual(await asked, { data: { held: 7 } });
    await closed;
  });

  it('gives up connections that are not open yet', async () => {
    const sockets: Socket[] = [];
    const { source } = await serveForeign(cleanUps, OFFER, (socket) => sockets.push(socket), { timeoutMs: 60_000 });
    await ask(source, '{ n }');
    await until(() => sockets.length === 4);
    for (const socket of sockets) socket.resume();
    await closeSource();
    await until(() => sockets.every(({ readableEnded, closed }) => readableEnded || closed));
  });

  it('keeps no connection to a subgraph that does not read', async () => {
    const sockets: Socket[] = [];
    const { source } = await serveForeign(
      cleanUps,
      OFFER,
      (socket) => {
        socket.pause();
        socket.write(ACCEPTED);
        sockets.push(socket);
      },
      { timeoutMs: 1_000 },
    );
    await ask(source, '{ n }');
    await until(() => sockets.length === 4);
    await sleep(20);
    const text = 'x'.repeat(200_000);
    const asked = Array.from({ length: 100 }, (_, user) =>
      ask(source, 'query($text: String) { n(text: $text) }', { variables: { text }, context: contextOf(user) }),
    );
    await Promise.allSettled(asked);
    await closeSource();
    for (const socket of sockets) socket.resume();
    await until(() => sockets.every(({ readableEnded, closed }) => readableEnded || closed));
    // what the gateway's side had not handed to the system is gone with it
    const received = sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    assert.ok(received < 100 * 200_000, `received ${received} bytes`);
  });
});
