import { once } from 'node:events';
import { WebSocket } from 'ws';
import { LIVE_QUERY, now } from './live-graph.ts';

const CONNECT_AT_ONCE = 100;
const SENT_AT = /"sentAt":([\d.]+)/;

/** Many subscribers in this process, which count events and measure their latency. */
export class LiveClients {
  readonly latenciesMs: number[] = [];
  received = 0;
  readonly #sockets: WebSocket[] = [];
  #awaited: { readonly count: number; readonly resolve: () => void } | undefined;

  async open(url: string, count: number): Promise<void> {
    while (this.#sockets.length < count) {
      const batch = Math.min(CONNECT_AT_ONCE, count - this.#sockets.length);
      this.#sockets.push(...(await Promise.all(Array.from({ length: batch }, () => this.#open(url)))));
    }
  }

  /** Resolves after this many events since the last reset. */
  has(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited = { count, resolve };
      this.#check();
    });
  }

  reset(): void {
    this.received = 0;
    this.latenciesMs.length = 0;
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  async #open(url: string): Promise<WebSocket> {
    const socket = await openLiveSocket(url);
    subscribe(socket, LIVE_QUERY);
    socket.on('message', (data) => this.#receive(data as Buffer));
    return socket;
  }

  #receive(data: Buffer): void {
    this.received += 1;
    // every eighth is enough: parsing is the clients' cost, not the server's
    if (this.received % 8 === 0) this.latenciesMs.push(now() - Number(SENT_AT.exec(data.toString('latin1'))?.[1]));
    this.#check();
  }

  #check(): void {
    if (this.#awaited && this.received >= this.#awaited.count) this.#awaited.resolve();
  }
}

/** Opens a connection that may subscribe. */
export async function openLiveSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false, skipUTF8Validation: true });
  await once(socket, 'open');
  socket.send('{"type":"connection_init","payload":{"token":"bench"}}');
  await once(socket, 'message');
  return socket;
}

/** Subscribes on a connection. @returns id of the subscription */
export function subscribe(socket: WebSocket, query: string): string {
  const id = crypto.randomUUID();
  socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }));
  return id;
}
