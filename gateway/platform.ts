import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../subgraphs/catalog.ts';
import { seedDemo } from '../subgraphs/demo.ts';
import type { Config } from '../subgraphs/shared/config.ts';
import { type Database, probeDatabase } from '../subgraphs/shared/database.ts';
import type { Logger } from '../subgraphs/shared/logger.ts';
import { Outbox } from '../subgraphs/shared/outbox.ts';
import { projectFile } from '../subgraphs/shared/program.ts';
import type { ShowProgress } from '../subgraphs/shared/progress.ts';
import type { Probes } from '../subgraphs/shared/readiness.ts';
import { mintAdminToken } from './auth/admin-token.ts';
import { createTokens } from './auth/tokens.ts';
import { createApolloGateway } from './graph/apollo-gateway.ts';
import { FederatedGraph } from './graph/federated-graph.ts';
import { createServer } from './server.ts';
import { createSources } from './sources.ts';
import { localNames } from './topology.ts';

/** What the platform is made of. */
export interface PlatformParts {
  readonly config: Config;
  readonly log: Logger;
  /** absent when every subgraph runs in another process */
  readonly database: Database | undefined;
  readonly progress: ShowProgress;
}

/** The gateway, with the subgraphs that run in this process. */
export interface Platform {
  readonly server: FastifyInstance;
  /** a short-lived token with every scope, for whoever started the platform */
  mintAdminToken(): Promise<string>;
  /** Finishes what is under way, then closes everything, the database last. */
  close(): Promise<void>;
}

/**
 * Starts the subgraphs that have no URL, loads the demo data when the database is empty, and puts the gateway before all
 * subgraphs. Does not listen yet. From here on the database is the platform's to close.
 */
export async function createPlatform(parts: PlatformParts): Promise<Platform> {
  const { config, log, database } = parts;
  const clock = Date.now;
  const subgraphs = database ? await startSubgraphs(parts, database) : {};
  const sources = createSources(config, subgraphs, log);
  const supergraphSdl = await readFile(projectFile('schema/supergraph.graphql'), 'utf8');
  const graph = new FederatedGraph({ supergraphSdl, sources: sources.byName, log });
  const tokens = await createTokens({ dataDir: config.dataDir, clock });
  const health: Probes = {
    ...(database && { database: () => probeDatabase(database) }),
    planner: () => graph.prepare('{ __typename }'),
  };
  const server = await createServer({ graph, gateway: createApolloGateway(graph), tokens, config, log, health, clock });
  const close = async (): Promise<void> => {
    await server.close();
    await sources.close();
    await closeSubgraphs(subgraphs);
    await database?.close();
  };
  return { server, mintAdminToken: () => mintAdminToken(tokens, config.tokenTtlMinutes), close };
}

async function startSubgraphs(
  { config, log, progress }: PlatformParts,
  database: Database,
): Promise<Partial<Subgraphs>> {
  const clock = Date.now;
  const outbox = await Outbox.open(database, log);
  const subgraphs: Partial<Subgraphs> = await createSubgraphs(
    { ...config, database, outbox, log, clock },
    localNames(config),
  );
  const { leads, scores, models } = subgraphs;
  // elsewhere `npm run demo` does it
  if (config.demo && leads && scores && models)
    await seedDemo({ database, subgraphs: { scores, models }, clock }, progress);
  return subgraphs;
}
