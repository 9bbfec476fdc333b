import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OtherProtocol, UpgradeRefusal } from '../http/serve-upgrades.ts';
import { CALLS_PROTOCOL } from './call-protocol.ts';
import { CallSession, type CallSessionDeps } from './call-session.ts';
import { GATEWAY_HEADERS, isSharedSecret } from './gateway-protocol.ts';

const ACCEPTED = `HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: ${CALLS_PROTOCOL}\r\n\r\n`;
/** a gateway that is gone without a word is found by probes after this silence, ms */
const KEEP_ALIVE_MS = 12_000;
/** time in which a gateway takes its last response and ends a connection that was asked to close, ms */
const FAREWELL_MS = 2_000;
const LOOK_MS = 25;

/** Takes connections of calls from the gateway, and closes them when the server closes. */
export class CallEndpoint implements OtherProtocol {
  readonly #secret: string;
  readonly #deps: CallSessionDeps;
  readonly #sessions = new Map<Socket, CallSession>();

  /** @param secret what a gateway must know */
  constructor(secret: string, deps: CallSessionDeps) {
    this.#secret = secret;
    this.#deps = deps;
  }

  isAsked({ headers }: IncomingMessage): boolean {
    return headers.upgrade?.toLowerCase() === CALLS_PROTOCOL;
  }

  /** Returns undefined to admit a request. */
  refusalOf({ headers }: IncomingMessage): UpgradeRefusal | undefined {
    return isSharedSecret(headers[GATEWAY_HEADERS.secret], this.#secret) ? undefined : '403 Forbidden';
  }

  accept(socket: Socket, head: Buffer): void {
    socket.setNoDelay(true);
    socket.setTimeout(0);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.write(ACCEPTED);
    if (head.length > 0) socket.unshift(head);
    this.#sessions.set(socket, new CallSession(socket, this.#deps));
    socket.once('close', () => this.#sessions.delete(socket));
  }

  /** Asks every gateway to send no more, and waits until all is answered; cuts those that do not end. */
  async close(): Promise<void> {
    for (const session of this.#sessions.values()) session.close();
    const busyAt = new Map<Socket, number>();
    for (let now = performance.now(); this.#sessions.size > 0; now = performance.now()) {
      for (const [socket, session] of this.#sessions) {
        const lastBusyAt = busyAt.get(socket);
        if (!session.isIdle || lastBusyAt === undefined) busyAt.set(socket, now);
        else if (now - lastBusyAt > FAREWELL_MS) socket.destroy();
      }
      await sleep(LOOK_MS);
    }
  }
}
