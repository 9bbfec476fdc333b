import type { Socket } from 'node:net';
import type { Logger } from '../../../../platform/logger.ts';
import { CallConnection } from './call-connection.ts';
import { type CallAddress, openCallSocket } from './open-call-socket.ts';

/** several, since a balancer may stand before several processes, each of which has connections of its own */
const CONNECTIONS = 4;
/** time for which one connection takes all calls: spread over four, they would share fewer system calls, ms */
const SLICE_MS = 5;
/** a connection is replaced after this time, so that new processes behind a balancer get calls, ms */
const LIFETIME_MS = 300_000;
/** until another attempt when the subgraph did not respond, or a connection ended at once, ms */
const PAUSE_MS = 1_000;
/** until another attempt when something between does not let the protocol through, ms */
const REFUSED_PAUSE_MS = 60_000;

/** Dependencies of a subgraph's connections. */
export interface CallConnectionsOptions extends CallAddress {
  readonly subgraph: string;
  readonly log: Logger;
}

/**
 * Connections of calls to one subgraph. There are none until the subgraph has offered to take calls, and whenever there
 * is none, or none has room, calls go over HTTP; so opening them keeps nobody waiting, and needs no retries.
 */
export class CallConnections {
  readonly #options: CallConnectionsOptions;
  readonly #open: CallConnection[] = [];
  /** with those that take no more calls */
  readonly #all = new Set<CallConnection>();
  readonly #closing = new AbortController();
  #opening = 0;
  #opensAt = 0;
  #next = 0;
  #sliceEndsAt = 0;

  constructor(options: CallConnectionsOptions) {
    this.#options = options;
  }

  /** The connection for a call now: each has its time in turn; undefined when there is none with room. */
  find(): CallConnection | undefined {
    const now = performance.now();
    if (now >= this.#sliceEndsAt) {
      this.#sliceEndsAt = now + SLICE_MS;
      this.#next = this.#next + 1 < this.#open.length ? this.#next + 1 : 0;
      // one may be missing after a pause, and the subgraph takes calls on the others
      if (this.#open.length > 0) this.open();
    }
    const connection = this.#open[this.#next];
    return connection?.hasRoom ? connection : this.#open.find(({ hasRoom }) => hasRoom);
  }

  /** Opens what is missing, unless that was in vain a moment ago. Called when the subgraph takes calls. */
  open(): void {
    if (this.#closing.signal.aborted || performance.now() < this.#opensAt) return;
    for (; this.#open.length + this.#opening < CONNECTIONS; this.#opening++) void this.#openOne();
  }

  /** Waits for the calls under way, then ends the connections. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const connection of this.#all) connection.retire();
    await Promise.all([...this.#all].map(({ closed }) => closed));
  }

  async #openOne(): Promise<void> {
    const { subgraph, log } = this.#options;
    try {
      const socket = await openCallSocket(this.#options, this.#closing.signal);
      if (!socket) this.#pause(REFUSED_PAUSE_MS);
      else if (this.#closing.signal.aborted) socket.destroy();
      else this.#add(socket);
    } catch (error) {
      log.debug({ subgraph, err: error }, 'connection of calls not opened');
      this.#pause(PAUSE_MS);
    } finally {
      this.#opening -= 1;
    }
  }

  #add(socket: Socket): void {
    const openedAt = performance.now();
    const connection = new CallConnection(socket, () => {
      clearTimeout(timer);
      this.#open.splice(this.#open.indexOf(connection), 1);
      // something between lets the connection through, but not what is sent on it
      if (connection.isMute) this.#pause(REFUSED_PAUSE_MS);
      else if (performance.now() - openedAt > PAUSE_MS) this.open();
      else this.#pause(PAUSE_MS);
    });
    const timer = setTimeout(() => connection.retire(), LIFETIME_MS * (0.5 + Math.random())).unref();
    this.#open.push(connection);
    this.#all.add(connection);
    void connection.closed.then(() => this.#all.delete(connection));
  }

  #pause(ms: number): void {
    this.#opensAt = performance.now() + ms;
  }
}
