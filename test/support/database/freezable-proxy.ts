import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * TCP proxy that falls silent: as a firewall that forgot its connections, a failed-over address or a frozen host, it
 * keeps connections open and forwards nothing more, neither data nor ends.
 */
export class FreezableProxy {
  readonly #server: Server;
  readonly #target: { readonly host: string; readonly port: number };
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #isFrozen = false;
  #accepted = 0;

  private constructor(target: { readonly host: string; readonly port: number }) {
    this.#target = target;
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#accept(socket));
  }

  /** Opens a proxy before the server of a URL. */
  static async open(url: string): Promise<FreezableProxy> {
    const { hostname: host, port } = new URL(url);
    const proxy = new FreezableProxy({ host, port: Number(port) });
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  /** The URL of the server, through the proxy. */
  through(url: string): string {
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String((this.#server.address() as { port: number }).port);
    return changed.href;
  }

  /** Connections that were taken so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Connections whose client has not ended them. */
  get open(): number {
    return this.#pairs.size;
  }

  /** The connections there are fall silent for good; new ones work. */
  freezeOpen(): void {
    for (const [from, to] of this.#pairs) silence(from, to);
  }

  /** Everything falls silent: also connections that come from now on. */
  freezeAll(): void {
    this.#isFrozen = true;
    this.freezeOpen();
  }

  /** Connections that come from now on work. */
  thaw(): void {
    this.#isFrozen = false;
  }

  async close(): Promise<void> {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    this.#accepted += 1;
    const server = connect({ ...this.#target, allowHalfOpen: true });
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    client.on('error', () => undefined);
    server.on('error', () => undefined);
    client.once('close', () => {
      this.#pairs.delete(pair);
      server.destroy();
    });
    client.pipe(server);
    server.pipe(client);
    if (this.#isFrozen) silence(client, server);
  }
}

function silence(client: Socket, server: Socket): void {
  client.unpipe(server);
  server.unpipe(client);
  server.pause();
  // goes on reading, so that it sees the client leave
  client.resume();
}
