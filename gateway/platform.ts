import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../subgraphs/catalog.ts';
import { seedDemo } from '../subgraphs/demo.ts';
import type { Config } from '../subgraphs/shared/config.ts';
import type { Database } from '../subgraphs/shared/database.ts';
import type { Logger } from '../subgraphs/shared/logger.ts';
import { Outbox } from '../subgraphs/shared/outbox.ts';
import type { ShowProgress } from '../subgraphs/shared/progress.ts';
import { mintAdminToken } from './auth/admin-token.ts';
import { createTokens } from './auth/tokens.ts';
import { createApolloGateway } from './graph/apollo-gateway.ts';
import { FederatedGraph } from './graph/federated-graph.ts';
import { GraphHost } from './graph/graph-host.ts';
import { LocalSource } from './graph/local-source.ts';
import { SubscriptionHub } from './graph/subscriptions/subscription-hub.ts';
import { SupergraphFile } from './graph/supergraph-file.ts';
import { createServer } from './server.ts';

/** What the platform is made of. */
export interface PlatformParts {
  readonly config: Config;
  readonly log: Logger;
  readonly database: Database;
  readonly progress: ShowProgress;
}

/** The whole platform in this process. */
export interface Platform {
  readonly server: FastifyInstance;
  /** a short-lived token with every scope, for whoever started the platform */
  mintAdminToken(): Promise<string>;
  /** Serves what the supergraph's file holds now; resolves to whether that is another one than before. */
  reloadSupergraph(): Promise<boolean>;
  /** Finishes what is under way, then closes everything, the database last. */
  close(): Promise<void>;
}

/**
 * Starts the subgraphs, loads the demo data when the database is empty, and puts the gateway before them. Does not listen
 * yet. From here on the database is the platform's to close.
 */
export async function createPlatform({ config, log, database, progress }: PlatformParts): Promise<Platform> {
  const clock = Date.now;
  const outbox = await Outbox.open(database, log);
  const subgraphs = await createSubgraphs({ ...config, database, outbox, log, clock });
  if (config.demo) await seedDemo({ database, subgraphs, clock }, progress);
  const supergraph = new SupergraphFile(config.supergraphFile, log);
  const graph = createHost(supergraph.read(), subgraphs, log);
  supergraph.follow(graph);
  const tokens = await createTokens({ dataDir: config.dataDir, clock });
  const health = { database: () => probe(database), planner: () => graph.prepare('{ __typename }') };
  const subscriptions = { host: graph, hub: createHub(graph, config, log), config };
  const gateway = createApolloGateway(graph);
  const server = await createServer({ graph, gateway, tokens, config, log, health, subscriptions, clock });
  const close = async (): Promise<void> => {
    supergraph.close();
    await server.close();
    await closeSubgraphs(subgraphs);
    await database.close();
  };
  return {
    server,
    mintAdminToken: () => mintAdminToken(tokens, config.tokenTtlMinutes),
    reloadSupergraph: () => supergraph.reload(graph),
    close,
  };
}

function createHost(supergraphSdl: string, subgraphs: Subgraphs, log: Logger): GraphHost {
  const sources = new Map(Object.values(subgraphs).map(({ name, schema }) => [name, new LocalSource(schema)]));
  return new GraphHost({
    supergraphSdl,
    createGraph: (sdl) => new FederatedGraph({ supergraphSdl: sdl, sources, log }),
    log,
  });
}

/** Subscriptions go on when the graph changes. */
function createHub(host: GraphHost, config: Config, log: Logger): SubscriptionHub {
  const { subscriptionQueue: queueLimit, subscriptionReconnectMs: reconnectMs } = config;
  const hub = new SubscriptionHub({ graph: host.current, log, queueLimit, reconnectMs });
  host.onChange((graph) => hub.rebase(graph));
  return hub;
}

async function probe(database: Database): Promise<void> {
  await sql`SELECT 1`.execute(database.tables<never>());
}
