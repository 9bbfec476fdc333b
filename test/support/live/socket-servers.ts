import { once } from 'node:events';
import type { Server } from 'node:http';
import { buildSchema } from 'graphql';
import type { Logger } from '../../../platform/logger.ts';
import { StreamIterator } from '../../../platform/streams/stream-iterator.ts';
import { serveSubgraph, TEST_SECRET } from '../graph/remote-graph.ts';
import { connectRaw, type RawClient, startLiveServer } from './live-server.ts';

/** A listening server that speaks graphql-transport-ws. */
export interface SocketServer {
  readonly http: Server;
  readonly webSocketUrl: string;
  /** makes the payload of a `connection_init` that is admitted */
  credentials(): Promise<Readonly<Record<string, unknown>>>;
  /** payload of a `subscribe` to a stream that neither ends nor has events */
  readonly stream: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Every kind of server that speaks graphql-transport-ws, by name. */
export const SOCKET_SERVERS: Readonly<Record<string, (log?: Logger) => Promise<SocketServer>>> = {
  gateway: async (log) => {
    const { http, webSocketUrl, token, close } = await startLiveServer(log ? { log } : {});
    const stream = { query: 'subscription { happened { cursor } }' };
    return { http, webSocketUrl, credentials: async () => ({ token: await token() }), stream, close };
  },
  subgraph: async (log) => {
    const schema = buildSchema('type Query { a: Int } type Subscription { quiet: Int }');
    const subscribe = () =>
      new StreamIterator<{ quiet: number }>(
        () => new Promise(() => undefined),
        () => undefined,
      );
    Object.assign(schema.getSubscriptionType()?.getFields().quiet ?? {}, { subscribe });
    const { http, url, close } = await serveSubgraph('things', schema, TEST_SECRET, log ? { log } : {});
    const extensions = { identity: { subject: 'tester', scopes: [] }, requestId: 'r-1' };
    return {
      http,
      webSocketUrl: url.replace('http', 'ws'),
      credentials: async () => ({ secret: TEST_SECRET }),
      stream: { query: 'subscription { quiet }', extensions },
      close,
    };
  },
};

/** Opens a WebSocket. @param isAdmitted whether it is admitted too */
export async function openSocket(server: SocketServer, isAdmitted = true): Promise<RawClient> {
  const client = connectRaw(server.webSocketUrl);
  await once(client.socket, 'open');
  if (!isAdmitted) return client;
  client.send({ type: 'connection_init', payload: await server.credentials() });
  await client.message('connection_ack');
  return client;
}
