import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket, WebSocketServer } from 'ws';

/** Status line of an answer that refuses an upgrade. */
export type UpgradeRefusal = '403 Forbidden' | '404 Not Found' | '503 Service Unavailable';

/** Another protocol than WebSocket that connections may be upgraded to. */
export interface OtherProtocol {
  /** Whether a request asks for it. */
  isAsked(request: IncomingMessage): boolean;
  /** Takes over the socket, and answers on it. @param head what has been read of it */
  accept(socket: Socket, head: Buffer): void;
}

/** Handlers of the upgrades of one HTTP server. */
export interface UpgradeHandlers {
  /** makes the WebSockets; has no server of its own */
  readonly sockets: WebSocketServer;
  /** Returns undefined to admit a request. */
  refusalOf(request: IncomingMessage): UpgradeRefusal | undefined;
  /** Takes over a WebSocket and the socket below it. */
  accept(webSocket: WebSocket, socket: Socket, request: IncomingMessage): void;
  /** absent: WebSockets only */
  readonly other?: OtherProtocol | undefined;
  /** Receives the errors of connections and of bytes below the protocol; the connection then closes. */
  onError(error: Error): void;
}

/**
 * Answers the requests of an HTTP server that ask for a WebSocket or another protocol: the only place where a raw socket is taken from it.
 *
 * Node removes its own error listener from a socket before it emits `upgrade`, and an error without a listener ends the
 * process. So each socket gets one before anything else, for its whole life. A refused socket is destroyed once the
 * answer is written: HTTP sockets may be half open, and one whose client never ends its side would last for good.
 */
export function serveUpgrades(server: Server, { sockets, refusalOf, accept, onError, other }: UpgradeHandlers): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', onError);
    const refusal = refusalOf(request);
    if (refusal) return refuse(socket, refusal);
    if (other?.isAsked(request)) return other.accept(socket as Socket, head);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', onError);
      accept(webSocket, socket as Socket, request);
    });
  });
}

function refuse(socket: Duplex, refusal: UpgradeRefusal): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
