import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { CALLS_PROTOCOL } from '../../../../platform/subgraph/call-protocol.ts';
import { GATEWAY_HEADERS } from '../../../../platform/subgraph/gateway-protocol.ts';

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
 * @returns undefined when the subgraph responds, and takes none
 * @throws {Error} when it does not respond
 */
export function openCallSocket({ url, secret, timeoutMs }: CallAddress): Promise<Socket | undefined> {
  const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, {
    agent: false,
    headers: { connection: 'upgrade', upgrade: CALLS_PROTOCOL, [GATEWAY_HEADERS.secret]: secret },
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => request.destroy(new Error(`not open within ${timeoutMs} ms`)), timeoutMs);
    request.once('close', () => clearTimeout(timer));
    request.once('error', reject);
    request.once('response', (response) => {
      response.destroy();
      resolve(undefined);
    });
    request.once('upgrade', (_response, socket, head) => {
      clearTimeout(timer);
      if (head.length > 0) socket.unshift(head);
      socket.setNoDelay(true);
      resolve(socket as Socket);
    });
    request.end();
  });
}
