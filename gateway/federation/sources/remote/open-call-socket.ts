import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { CALLS_PROTOCOL } from '../../../../platform/subgraph/call-protocol.ts';
import { GATEWAY_HEADERS } from '../../../../platform/subgraph/gateway-protocol.ts';

/** a subgraph that is gone without a word is found by probes after this silence, ms */
const KEEP_ALIVE_MS = 12_000;

/** Address of a subgraph's calls. */
export interface CallAddress {
  /** of its GraphQL endpoint */
  readonly url: string;
  /** shared secret by which it recognises the gateway */
  readonly secret: string;
  /** time limit of opening a connection, ms */
  readonly timeoutMs: number;
}

/**
 * Opens a connection of calls.
 *
 * @param signal aborts the attempt
 * @returns undefined when the subgraph responds, and takes none
 * @throws {Error} when it does not respond, or says that it cannot now
 */
export function openCallSocket(
  { url, secret, timeoutMs }: CallAddress,
  signal: AbortSignal,
): Promise<Socket | undefined> {
  const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, {
    agent: false,
    signal,
    headers: { connection: 'upgrade', upgrade: CALLS_PROTOCOL, [GATEWAY_HEADERS.secret]: secret },
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => request.destroy(new Error(`not open within ${timeoutMs} ms`)), timeoutMs);
    request.once('close', () => clearTimeout(timer));
    request.once('error', reject);
    request.once('response', (response) => {
      response.destroy();
      // it is about to close, or a balancer finds none
      if ((response.statusCode ?? 0) >= 500) reject(new Error(`found status ${response.statusCode}`));
      else resolve(undefined);
    });
    request.once('upgrade', (_response, socket, head) => {
      clearTimeout(timer);
      if (head.length > 0) socket.unshift(head);
      socket.setNoDelay(true);
      socket.setKeepAlive(true, KEEP_ALIVE_MS);
      resolve(socket as Socket);
    });
    request.end();
  });
}
