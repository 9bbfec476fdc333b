import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { fastify } from 'fastify';
import { useServer as serveSockets } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { FederatedGraph } from '../../gateway/federation/federated-graph.ts';
import { LocalSource } from '../../gateway/federation/sources/local/local-source.ts';
import { RemoteSource } from '../../gateway/federation/sources/remote/remote-source.ts';
import type { Source } from '../../gateway/federation/sources/source.ts';
import { SubscriptionHub } from '../../gateway/federation/subscriptions/subscription-hub.ts';
import { TrustedDocuments } from '../../gateway/graphql/trusted-documents.ts';
import { AllowedOrigins } from '../../gateway/http/cors.ts';
import { addSubscriptions } from '../../gateway/live/add-subscriptions.ts';
import { createLogger } from '../../platform/logger.ts';
import { LiveSubgraphs, liveSupergraphSdl } from './live-graph.ts';

/**
 * One contender in a process of its own: `live-server.ts NAME`. Sends events, and its CPU time and memory on request.
 */
const CONTENDERS: Readonly<Record<string, () => Promise<number>>> = { gateway, remote, merged };

const SECRET = 'the secret of gateway and subgraphs in the bench';

// a client that stops reading loses its subscription within a round of two seconds
const QUEUE_LIMIT = 64;

const log = createLogger('error');
const subgraphs = new LiveSubgraphs();
/** process of the remote subgraphs, if any */
let elsewhere: ChildProcess | undefined;
const name = process.argv[2] ?? '';
const start = CONTENDERS[name];
if (!start) throw new RangeError(`found ${name}, expected ${Object.keys(CONTENDERS).join(', ')}`);
const port = await start();
process.on('disconnect', () => process.exit(0));
process.on('message', (message: { readonly send?: number }) => {
  if (message.send === undefined) report();
  else if (elsewhere) elsewhere.send(message);
  else for (let index = 0; index < message.send; index++) subgraphs.send();
});
process.send?.({ port });

function report(): void {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({ rss, heap: heapUsed + external, cpuMs: (user + system) / 1000 });
}

/** The gateway: two subgraphs in process, equal subscriptions shared. */
async function gateway(): Promise<number> {
  return serve(new Map([...subgraphs.schemas()].map(([subgraph, schema]) => [subgraph, new LocalSource(schema)])));
}

/** The same with the subgraphs in another process, whose CPU time is not counted. */
async function remote(): Promise<number> {
  elsewhere = fork(fileURLToPath(new URL('./live-subgraphs.ts', import.meta.url)), [SECRET], {
    execArgv: ['--import', 'tsx'],
  });
  const [{ urls }] = (await once(elsewhere, 'message')) as [{ urls: Readonly<Record<string, string>> }];
  const sources = Object.entries(urls).map(([subgraph, url]): [string, RemoteSource] => [
    subgraph,
    new RemoteSource({ subgraph, url, secret: SECRET, log }),
  ]);
  return serve(new Map(sources));
}

async function serve(sources: ReadonlyMap<string, Source>): Promise<number> {
  const graph = new FederatedGraph({ supergraphSdl: liveSupergraphSdl(), sources, log });
  const hub = new SubscriptionHub({ graph, log, queueLimit: QUEUE_LIMIT });
  const app = fastify();
  const identity = { subject: 'bench', scopes: [], expiresAt: Date.now() + 3_600_000 } as never;
  addSubscriptions(
    app,
    {
      host: { current: graph },
      hub,
      config: { heartbeatMs: 12_000, maxConnections: 20_000, maxSubscriptionsPerClient: 100 },
    },
    {
      accessControl: { identify: async () => identity, admit: () => undefined } as never,
      origins: new AllowedOrigins([]),
      documents: new TrustedDocuments([], false),
      limits: { requestTimeoutMs: 60_000, longRequestTimeoutMs: 60_000 },
      addressOf: () => '127.0.0.1',
      path: '/graphql',
      maxMessageBytes: 65_536,
      clock: Date.now,
      log,
    },
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

/** The alternative without a gateway: one schema, graphql-ws, each subscriber resolved separately. */
async function merged(): Promise<number> {
  const server = createServer();
  serveSockets({ schema: subgraphs.merged() }, new WebSocketServer({ server, path: '/graphql' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
