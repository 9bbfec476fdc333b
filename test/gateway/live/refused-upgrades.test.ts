import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { openSocket, SOCKET_SERVERS, type SocketServer } from '../../support/live/socket-servers.ts';

const REFUSALS = [
  { status: 404, of: ['gateway', 'subgraph'], path: '/nothing', header: 'x-none: 1' },
  { status: 403, of: ['gateway'], path: '/graphql', header: 'origin: https://evil.example' },
] as const;

/** @param options such as a side that stays open when the server has ended its own */
async function connectTcp(http: Server, options: { allowHalfOpen?: boolean } = {}): Promise<Socket> {
  const socket = connect({ port: (http.address() as AddressInfo).port, host: '127.0.0.1', ...options });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

function askUpgrade(socket: Socket, path: string, header = 'x-none: 1'): void {
  const lines = ['sec-websocket-version: 13', 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==', header];
  const protocol = 'sec-websocket-protocol: graphql-transport-ws';
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n${protocol}\r\n${lines.join('\r\n')}\r\n\r\n`,
  );
}

/** Resets the connection when its upgrade has arrived, before it is answered; resolves when the server's side is closed. */
async function resetDuringUpgrade(http: Server, socket: Socket, path: string, header?: string): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    http.prependOnceListener('upgrade', (_request, accepted: Socket) => {
      accepted.once('close', () => resolve());
      socket.resetAndDestroy();
    });
  });
  askUpgrade(socket, path, header);
  await closed;
}

async function statusOf(socket: Socket): Promise<number> {
  const [data] = await once(socket, 'data');
  return Number(String(data).split(' ')[1]);
}

for (const [kind, start] of Object.entries(SOCKET_SERVERS))
  describe(`the ${kind}`, () => {
    let target: SocketServer;
    afterEach(() => target.close());

    for (const { status, of, path, header } of REFUSALS.filter(({ of }) => (of as readonly string[]).includes(kind)))
      it(`survives connections that are reset during the ${status}`, async () => {
        target = await start();
        for (let trial = 0; trial < 30; trial++)
          await resetDuringUpgrade(target.http, await connectTcp(target.http), path, header);
        const socket = await connectTcp(target.http);
        askUpgrade(socket, path, header);
        assert.equal(await statusOf(socket), status, `only one of ${of} answers`);
      });

    it('survives connections that are reset during the 503 of a server that closes', async () => {
      target = await start();
      const sockets = await Promise.all(Array.from({ length: 21 }, () => connectTcp(target.http)));
      const { closed } = await openSocket(target);
      const stopped = target.close();
      await closed;
      const last = sockets.pop() as Socket;
      for (const socket of sockets) await resetDuringUpgrade(target.http, socket, '/graphql');
      askUpgrade(last, '/graphql');
      assert.equal(await statusOf(last), 503);
      await stopped;
      target = await start();
    });

    it('survives connections that are reset while they are admitted', async () => {
      target = await start();
      for (let trial = 0; trial < 30; trial++)
        await resetDuringUpgrade(target.http, await connectTcp(target.http), '/graphql');
      await openSocket(target);
    });

    it('closes the connection of a refused upgrade although the client does not', async () => {
      target = await start();
      const socket = await connectTcp(target.http, { allowHalfOpen: true });
      const accepted = new Promise<Socket>((resolve) =>
        target.http.once('upgrade', (_, taken) => resolve(taken as Socket)),
      );
      askUpgrade(socket, '/nothing');
      const taken = await accepted;
      if (!taken.closed) await once(taken, 'close');
      socket.destroy();
    });
  });
