import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { SessionSocket } from '../../platform/subgraph/transport-session.ts';
import type { Beating } from './heartbeat.ts';
import type { WriteBatch } from './write-batch.ts';

/** Codes with which this server closes WebSocket connections, beside those of graphql-transport-ws and of a server that stops. */
export const CLOSE_CODES = {
  /** no token, or one that is not valid */
  unauthenticated: 4401,
  /** the token has expired: connect again with another */
  expired: 4403,
  /** the client gives no sign of life, or does not read */
  silent: 4408,
  /** there are as many connections as there may be */
  tooMany: 4429,
} as const;

// what a client has not read yet, bytes, above which it is not read from either
const MOST_UNREAD_BYTES = 1_048_576;

/** Something that waits until the client reads again. */
export interface Resumable {
  resume(): void;
}

/** One WebSocket of a client: whether it shows signs of life, and reads what it is sent. */
export class WebSocketConnection implements Beating, SessionSocket {
  readonly protocol: string;
  /** of the client, past trusted proxies */
  readonly address: string;
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #waiting = new Set<Resumable>();
  readonly #writes: WriteBatch;
  #isAlive = true;

  /**
   * @param socket  below the WebSocket
   * @param address of the client
   * @param writes  of all connections of the server
   */
  constructor(webSocket: WebSocket, socket: Socket, address: string, writes: WriteBatch) {
    this.address = address;
    this.#writes = writes;
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.protocol = webSocket.protocol;
    webSocket.on('pong', () => this.#showLife());
    socket.on('drain', () => this.#drained());
  }

  /** Whether the client reads what it is sent. */
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

  /** Hears each frame of the client, until the connection is being closed. */
  onMessage(listener: (data: { toString(): string }, isBinary: boolean) => void): void {
    this.#webSocket.on('message', (data, isBinary) => {
      this.#showLife();
      if (this.#webSocket.readyState === this.#webSocket.OPEN) listener(data, isBinary);
    });
  }

  /** Closes after what was sent; a client that does not answer is cut off by the next beats. */
  close(code: number, reason: string): void {
    this.#webSocket.close(code, reason);
    // a client that is behind is not read from: it must be heard closing
    this.#webSocket.resume();
  }

  cut(): void {
    this.#webSocket.terminate();
  }

  /** The client sent something. One that asks but does not read the answers is not listened to. */
  #showLife(): void {
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
