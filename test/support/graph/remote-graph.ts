import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLSchema } from 'graphql';
import { RemoteSource, type RemoteSourceOptions } from '../../../gateway/federation/sources/remote/remote-source.ts';
import { createLogger, type Logger } from '../../../platform/logger.ts';
import { createSubgraphServer } from '../../../platform/subgraph/subgraph-server.ts';

/** A secret for tests, long enough for the configuration. */
export const TEST_SECRET = 'a-secret-that-only-the-tests-know';

/** A subgraph behind a URL. */
export interface ServedSubgraph {
  readonly name: string;
  /** of its GraphQL endpoint, over HTTP and WebSocket */
  readonly url: string;
  readonly http: Server;
  /** Answers what is under way, closes WebSocket clients with 1001, then stops. */
  close(): Promise<void>;
}

/** How a subgraph is served in a test. */
export interface ServeOptions {
  readonly log?: Logger;
  /** Default: a free one */
  readonly port?: number;
  /** calls of an operation after which it is compiled; 0 never compiles. Default 3 */
  readonly compileAfter?: number;
}

/** Serves any schema in this process as `npm run serve` would serve it in another. */
export async function serveSubgraph(
  name: string,
  schema: GraphQLSchema,
  secret: string = TEST_SECRET,
  { log = createLogger('silent'), port = 0, compileAfter = 3 }: ServeOptions = {},
): Promise<ServedSubgraph> {
  const app = await createSubgraphServer({ schema, secret, log, compileAfter });
  await app.listen({ host: '127.0.0.1', port });
  const { port: taken } = app.server.address() as AddressInfo;
  return { name, url: `http://127.0.0.1:${taken}/graphql`, http: app.server, close: () => app.close() };
}

/** The gateway's side of a served subgraph. */
export function remoteSource(
  { name, url }: Pick<ServedSubgraph, 'name' | 'url'>,
  options: Partial<RemoteSourceOptions> = {},
): RemoteSource {
  return new RemoteSource({ subgraph: name, url, secret: TEST_SECRET, log: createLogger('silent'), ...options });
}
