import type { Tracer } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { Registry } from 'prom-client';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../subgraphs/catalog.ts';
import { seedDemo } from '../subgraphs/demo.ts';
import type { Config } from '../subgraphs/shared/config.ts';
import type { Database } from '../subgraphs/shared/database.ts';
import type { Logger } from '../subgraphs/shared/logger.ts';
import { Outbox } from '../subgraphs/shared/outbox.ts';
import type { ShowProgress } from '../subgraphs/shared/progress.ts';
import { mintAdminToken } from './auth/admin-token.ts';
import { createTokens, type Tokens } from './auth/tokens.ts';
import { providerIssuer } from './auth/trusted-issuer.ts';
import { createApolloGateway } from './graph/apollo-gateway.ts';
import { FederatedGraph } from './graph/federated-graph.ts';
import { GraphHost } from './graph/graph-host.ts';
import { LocalSource } from './graph/local-source.ts';
import { SupergraphFile } from './graph/supergraph-file.ts';
import { findTracer } from './graph/tracing.ts';
import { GraphMetrics } from './graph-metrics.ts';
import { createServer } from './server.ts';
import { TrustedDocuments } from './trusted-documents.ts';

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
  const registry = new Registry();
  const tracer = findTracer();
  const graph = createHost(supergraph.read(), subgraphs, config, { log, observer: new GraphMetrics(registry), tracer });
  supergraph.follow(graph);
  const tokens = await openTokens(config, log, clock);
  const health = { database: () => probe(database) };
  const documents = await TrustedDocuments.load(config.trustedDocuments);
  const gateway = createApolloGateway(graph);
  const server = await createServer({
    graph,
    gateway,
    documents,
    tokens,
    config,
    log,
    health,
    registry,
    tracer,
    clock,
  });
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

function openTokens(config: Config, log: Logger, clock: () => number): Promise<Tokens> {
  const { dataDir, identityProvider, clockSkewSeconds } = config;
  const trustedIssuers = identityProvider ? [providerIssuer(identityProvider, { log, clock })] : [];
  return createTokens({ dataDir, trustedIssuers, clockSkewSeconds, clock });
}

/** Who hears what the graphs of a host do. */
interface Ears {
  readonly log: Logger;
  readonly observer: GraphMetrics;
  readonly tracer: Tracer | undefined;
}

function createHost(supergraphSdl: string, subgraphs: Subgraphs, config: Config, ears: Ears): GraphHost {
  const { limits, introspection } = config;
  const sources = new Map(Object.values(subgraphs).map(({ name, schema }) => [name, new LocalSource(schema)]));
  return new GraphHost({
    supergraphSdl,
    createGraph: (sdl) => new FederatedGraph({ supergraphSdl: sdl, sources, limits, introspection, ...ears }),
    log: ears.log,
  });
}

async function probe(database: Database): Promise<void> {
  await sql`SELECT 1`.execute(database.tables<never>());
}
