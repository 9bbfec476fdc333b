import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer as Sockets, type WebSocket } from 'ws';
import { closeWebSockets } from '../../platform/http/close-web-sockets.ts';
import { serveUpgrades, type UpgradeRefusal } from '../../platform/http/serve-upgrades.ts';
import type { Logger } from '../../platform/logger.ts';
import { TransportSession } from '../../platform/subgraph/transport-session.ts';
import type { AllowedOrigins } from '../http/cors.ts';
import type { ConnectionLimit } from './connection-limit.ts';
import type { Heartbeat } from './heartbeat.ts';
import { WebSocketClient, type WebSocketClientDeps } from './websocket-client.ts';
import { CLOSE_CODES, WebSocketConnection } from './websocket-connection.ts';
import { WriteBatch } from './write-batch.ts';

/** Dependencies and limits of the WebSocket server. */
export interface WebSocketServerDeps extends Omit<WebSocketClientDeps, 'onFault'> {
  readonly path: string;
  readonly limit: ConnectionLimit;
  readonly heartbeat: Heartbeat;
  /** largest message, bytes */
  readonly maxMessageBytes: number;
  /** origins whose pages may connect */
  readonly origins: AllowedOrigins;
  /** the client's address, behind trusted proxies */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly log: Logger;
}

/**
 * Accepts WebSocket connections on one path of an HTTP server.
 *
 * Browsers let every page connect: an origin that is neither the server's own nor allowed is refused before anything is
 * read. Connections beyond the limit are closed with 4429, unresponsive ones with 4408, those whose token ends with
 * 4403.
 */
export class WebSocketServer {
  readonly #deps: WebSocketServerDeps;
  readonly #clientDeps: WebSocketClientDeps;
  readonly #open = new Set<WebSocket>();
  readonly #writes = new WriteBatch();
  #isClosing = false;

  constructor(server: HttpServer, deps: WebSocketServerDeps) {
    const { log, maxMessageBytes, addressOf } = deps;
    this.#deps = deps;
    // made once: there may be thousands of connections
    this.#clientDeps = { ...deps, onFault: (error) => log.error({ err: error }, 'websocket message failed') };
    const sockets = new Sockets({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: maxMessageBytes,
      handleProtocols: (protocols) => handleProtocols(protocols),
    });
    serveUpgrades(server, {
      sockets,
      refusalOf: (request) => this.#refusalOf(request),
      accept: (webSocket, socket, request) => this.#connect(webSocket, socket, addressOf(request)),
      onError: (error) => log.debug({ err: error }, 'websocket failed'),
    });
  }

  /** Closes every connection with 1001, after its sent messages. */
  async close(): Promise<void> {
    this.#isClosing = true;
    // messages of the last turn are written first
    await nextTurn();
    await closeWebSockets(this.#open);
  }

  #refusalOf({ url = '', headers }: IncomingMessage): UpgradeRefusal | undefined {
    if (this.#isClosing) return '503 Service Unavailable';
    if (url.split('?', 1)[0] !== this.#deps.path) return '404 Not Found';
    return this.#deps.origins.isAllowed(headers.origin, headers.host) ? undefined : '403 Forbidden';
  }

  #connect(webSocket: WebSocket, socket: Socket, address: string): void {
    const { limit } = this.#deps;
    this.#open.add(webSocket);
    webSocket.once('close', () => this.#open.delete(webSocket));
    if (limit.acquire()) this.#serve(webSocket, new WebSocketConnection(webSocket, socket, address, this.#writes));
    else webSocket.close(CLOSE_CODES.tooMany, `Found ${limit.max} connections, expected fewer`);
  }

  #serve(webSocket: WebSocket, connection: WebSocketConnection): void {
    const { heartbeat, limit } = this.#deps;
    const session = new TransportSession(connection, new WebSocketClient(connection, this.#clientDeps));
    connection.onMessage((data, isBinary) => session.receive(data, isBinary));
    heartbeat.add(connection);
    webSocket.once('close', () => {
      limit.release();
      heartbeat.remove(connection);
      session.end();
    });
  }
}
