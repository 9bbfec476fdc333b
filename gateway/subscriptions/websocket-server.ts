import { once } from 'node:events';
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { handleProtocols, type Server } from 'graphql-ws';
import { WebSocketServer as Sockets, type WebSocket } from 'ws';
import type { Logger } from '../../subgraphs/shared/logger.ts';
import { serveUpgrades, type UpgradeRefusal } from '../../subgraphs/shared/serve-upgrades.ts';
import type { AllowedOrigins } from '../http-cors.ts';
import type { ConnectionLimit } from './connection-limit.ts';
import type { Heartbeat } from './heartbeat.ts';
import { CLOSE_CODES, WebSocketConnection, type WebSocketConnectionOptions } from './websocket-connection.ts';
import { WriteBatch } from './write-batch.ts';

/** How long clients may take to answer that the server closes, milliseconds. */
const LONGEST_FAREWELL_MS = 2_000;

/** What the WebSocket side of the server is made of. */
export interface WebSocketServerParts {
  readonly protocol: Server<WebSocketConnection>;
  readonly path: string;
  readonly limit: ConnectionLimit;
  readonly heartbeat: Heartbeat;
  /** largest message, bytes */
  readonly maxMessageBytes: number;
  /** whose pages may connect */
  readonly origins: AllowedOrigins;
  /** the client's address, past trusted proxies */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly clock: () => number;
  readonly log: Logger;
}

/**
 * Takes WebSocket connections on one path of an HTTP server.
 *
 * Browsers let every page connect: an origin that is neither the server's own nor allowed is refused before anything is
 * read. Connections beyond the limit are closed with 4429, silent ones with 4408, those whose token expires with 4403.
 */
export class WebSocketServer {
  readonly #parts: WebSocketServerParts;
  readonly #open = new Set<WebSocket>();
  readonly #connectionOptions: WebSocketConnectionOptions;
  #isClosing = false;

  constructor(server: HttpServer, parts: WebSocketServerParts) {
    const { clock, log } = parts;
    this.#parts = parts;
    this.#connectionOptions = {
      writes: new WriteBatch(),
      clock,
      onFault: (error) => log.error({ err: error }, 'websocket message failed'),
    };
    const sockets = new Sockets({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: parts.maxMessageBytes,
      handleProtocols: (protocols) => handleProtocols(protocols),
    });
    serveUpgrades(server, {
      sockets,
      refusalOf: (request) => this.#refusalOf(request),
      accept: (webSocket, socket, request) => this.#connect(webSocket, socket, parts.addressOf(request)),
      onError: (error) => log.debug({ err: error }, 'websocket failed'),
    });
  }

  /** Closes every connection after what it was sent, with 1001. */
  async close(): Promise<void> {
    this.#isClosing = true;
    // what ended a moment ago is written first
    await nextTurn();
    for (const webSocket of this.#open) webSocket.close(CLOSE_CODES.goingAway, 'Going away');
    const closed = Promise.all([...this.#open].map((webSocket) => once(webSocket, 'close')));
    await Promise.race([closed, delay(LONGEST_FAREWELL_MS, undefined, { ref: false })]);
    for (const webSocket of this.#open) webSocket.terminate();
  }

  #refusalOf({ url = '', headers }: IncomingMessage): UpgradeRefusal | undefined {
    if (this.#isClosing) return '503 Service Unavailable';
    if (url.split('?', 1)[0] !== this.#parts.path) return '404 Not Found';
    return this.#parts.origins.isAllowed(headers.origin, headers.host) ? undefined : '403 Forbidden';
  }

  #connect(webSocket: WebSocket, socket: Socket, address: string): void {
    const { limit } = this.#parts;
    if (!limit.take()) {
      webSocket.close(CLOSE_CODES.tooMany, `Found ${limit.max} connections, expected fewer`);
      return;
    }
    this.#open.add(webSocket);
    this.#serve(webSocket, new WebSocketConnection(webSocket, socket, address, this.#connectionOptions));
  }

  #serve(webSocket: WebSocket, connection: WebSocketConnection): void {
    const { protocol, heartbeat, limit } = this.#parts;
    const closed = protocol.opened(connection, connection);
    heartbeat.add(connection);
    webSocket.once('close', (code, reason) => {
      this.#open.delete(webSocket);
      limit.release();
      heartbeat.remove(connection);
      connection.forget();
      void closed(code, String(reason));
    });
  }
}
