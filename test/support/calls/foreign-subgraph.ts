import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { RemoteSource } from '../../../gateway/federation/sources/remote/remote-source.ts';
import { CALLS_HEADER } from '../../../platform/subgraph/call-protocol.ts';
import { remoteSource } from '../graph/remote-graph.ts';

/** Header of a subgraph that offers calls. */
export const OFFER = { [CALLS_HEADER]: '1' };

/** Bytes that accept a connection of calls. */
export const ACCEPTED = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: leadscore-calls\r\n\r\n';

/** A subgraph of another make, which answers `{"data":{"n":1}}` over HTTP, and its source. */
export interface ForeignSubgraph {
  readonly source: RemoteSource;
  /** upgrades and HTTP requests so far */
  counts(): { readonly upgrades: number; readonly requests: number };
}

/**
 * Serves a subgraph of another make.
 *
 * @param cleanUps gets what ends it
 * @param onUpgrade takes the socket; without it upgrades are refused with 400
 */
export async function serveForeign(
  cleanUps: (() => unknown)[],
  headers: Record<string, string>,
  onUpgrade?: (socket: Socket) => void,
  options: Parameters<typeof remoteSource>[1] = {},
): Promise<ForeignSubgraph> {
  let upgrades = 0;
  let requests = 0;
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    request.resume();
    if (request.headers.upgrade) upgrades += 1;
    else requests += 1;
    response.writeHead(request.headers.upgrade ? 400 : 200, headers).end('{"data":{"n":1}}');
  });
  if (onUpgrade)
    server.on('upgrade', (_request, socket) => {
      upgrades += 1;
      sockets.add(socket as Socket);
      socket.on('error', () => undefined);
      onUpgrade(socket as Socket);
    });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const source = remoteSource({ name: 'things', url }, options);
  cleanUps.push(
    () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
    },
    () => source.close(),
  );
  return { source, counts: () => ({ upgrades, requests }) };
}
