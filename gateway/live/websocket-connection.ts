import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { SessionSocket } from '../../platform/subgraph/transport-session.ts';
import type { HeartbeatTarget } from './heartbeat.ts';
import type { WriteBatch } from './write-batch.ts';

/** Codes with which this server closes WebSocket connections, beside those of graphql-transport-ws and of shutdown. */
export const CLOSE_CODES = {
  /** no token, or an invalid one */
  unauthenticated: 4401,
  /** the token has ended, by the reason `expired` or `revoked`: reconnect with another */
  expired: 4403,
  /** the client does not respond, or does not read */
  silent: 4408,
  /** the limit of connections is reached */
  tooMany: 4429,
} as const;

// unread bytes above which the client is not read from either
const MOST_UNREAD_BYTES = 1_048_576;

/** A subscription that waits until the client reads again. */
export interface Resumable {
  resume(): void;
}

/** One WebSocket of a client, with its heartbeat and its backpressure. */
export class WebSocketConnection implements HeartbeatTarget, SessionSocket {
  readonly protocol: string;
  /** of the client, behind trusted proxies */
  readonly address: string;
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #waiting = new Set<Resumable>();
  readonly #writes: WriteBatch;
  #isAlive = true;

  /**
   * @param socket  of the WebSocket
   * @param address of the client
   * @param writes  of all connections of the server
   */
  constructor(webSocket: WebSocket, socket: Socket, address: string, writes: WriteBatch) {
    this.address = address;
    this.#writes = writes;
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.protocol = webSocket.protocol;
    webSocket.on('pong', () => this.#markAlive());
    socket.on('drain', () => this.#drained());
  }

  /** Whether the client keeps up with reading. */
  get isReady(): boolean {
    return !this.#socket.writableNeedDrain;
  }

  add(waiting: Resumable): void {
    this.#waiting.add(waiting);
  }

  remove(waiting: Resumable): void {
    this.#waiting.delete(waiting);
  }

  readonly send = (text: string): void => {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    this.#writes.gather(this.#socket);
    this.#webSocket.send(text);
  };

  /** Adds a listener to the client's frames, until the connection is being closed. */
  onMessage(listener: (data: { toString(): string }, isBinary: boolean) => void): void {
    this.#webSocket.on('message', (data, isBinary) => {
      this.#markAlive();
      if (this.#webSocket.readyState === this.#webSocket.OPEN) listener(data, isBinary);
    });
  }

  /** Closes after the sent messages; a client that does not respond is disconnected by a later heartbeat. */
  close(code: number, reason: string): void {
    this.#webSocket.close(code, reason);
    // a paused client must be read to receive its close frame
    this.#webSocket.resume();
  }

  cut(): void {
    this.#webSocket.terminate();
  }

  /** Records that the client sent something. A client that sends but does not read is paused. */
  #markAlive(): void {
    this.#isAlive = true;
    if (this.#socket.writableLength > MOST_UNREAD_BYTES) this.#webSocket.pause();
  }

  beat(): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) this.cut();
    else if (!this.#isAlive) this.close(CLOSE_CODES.silent, 'Found no sign of life');
    else {
      this.#isAlive = false;
      this.#webSocket.ping();
    }
  }

  #drained(): void {
    this.#isAlive = true;
    this.#webSocket.resume();
    for (const waiting of this.#waiting) waiting.resume();
  }
}
