import type { Socket } from 'node:net';
import type { WebSocket as ProtocolSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { VerifiedIdentity } from '../auth/tokens.ts';
import { callAt } from './expiry.ts';
import type { Beating } from './heartbeat.ts';
import type { WebSocketOutlet } from './websocket-outlet.ts';
import type { WriteBatch } from './write-batch.ts';

/** Codes with which this server closes WebSocket connections, beside those of graphql-transport-ws. */
export const CLOSE_CODES = {
  /** the server is stopping: connect again */
  goingAway: 1001,
  /** a fault of ours */
  internal: 4500,
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

/** What connections of one server share. */
export interface WebSocketConnectionOptions {
  readonly writes: WriteBatch;
  /** now, epoch milliseconds */
  readonly clock: () => number;
  /** a message could not be handled, through a fault of ours */
  readonly onFault: (error: unknown) => void;
}

/** One WebSocket of a client: who it speaks for, and whether it reads what it is sent. */
export class WebSocketConnection implements Beating, ProtocolSocket {
  readonly protocol: string;
  /** of the client, past trusted proxies */
  readonly address: string;
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #outlets = new Set<WebSocketOutlet>();
  #identity: VerifiedIdentity | undefined;
  readonly #options: WebSocketConnectionOptions;
  #stopWaiting: (() => void) | undefined;
  #isAlive = true;

  /**
   * @param socket  below the WebSocket
   * @param address of the client
   */
  constructor(webSocket: WebSocket, socket: Socket, address: string, options: WebSocketConnectionOptions) {
    this.address = address;
    this.#options = options;
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.protocol = webSocket.protocol;
    webSocket.on('pong', () => this.#showLife());
    socket.on('drain', () => this.#drained());
  }

  /** Who the connection speaks for; undefined before it was admitted. */
  get identity(): VerifiedIdentity | undefined {
    return this.#identity;
  }

  /** Whether the client reads what it is sent. */
  get isReady(): boolean {
    return !this.#socket.writableNeedDrain;
  }

  /** Lets the client in until its token expires. */
  admit(identity: VerifiedIdentity): void {
    this.#identity = identity;
    const expire = (): void => this.close(CLOSE_CODES.expired, 'The token has expired');
    this.#stopWaiting = callAt(identity.expiresAt, this.#options.clock, expire);
  }

  /** The connection is closed. */
  forget(): void {
    this.#stopWaiting?.();
  }

  add(outlet: WebSocketOutlet): void {
    this.#outlets.add(outlet);
  }

  remove(outlet: WebSocketOutlet): void {
    this.#outlets.delete(outlet);
  }

  send(text: string): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    this.#options.writes.gather(this.#socket);
    this.#webSocket.send(text);
  }

  /** Hears each message of the client. */
  onMessage(listener: (text: string) => Promise<void>): void {
    this.#webSocket.on('message', (data) => {
      this.#showLife();
      listener(String(data)).catch((error) => this.#fail(error));
    });
  }

  /** Closes after what was sent; a client that does not answer is cut off by the next beats. */
  close(code: number = CLOSE_CODES.internal, reason = ''): void {
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

  #fail(error: unknown): void {
    this.#options.onFault(error);
    this.close(CLOSE_CODES.internal, 'Internal error');
  }

  #drained(): void {
    this.#isAlive = true;
    this.#webSocket.resume();
    for (const outlet of this.#outlets) outlet.resume();
  }
}
