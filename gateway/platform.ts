import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { openDatabaseClock } from '../platform/background/database-clock.ts';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import { addStorageMetric, databaseComplaint, databaseProbes } from '../platform/database/database-probes.ts';
import { RequestsUnderWay } from '../platform/http/requests-under-way.ts';
import type { Logger } from '../platform/logger.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { closePart } from '../platform/process/close-part.ts';
import { compactHeap } from '../platform/process/compact-heap.ts';
import type { ShowProgress } from '../platform/process/progress.ts';
import { closeSubgraphs, createSubgraphs, type SubgraphDeps, type Subgraphs } from '../subgraphs/catalog.ts';
import { seedDemo } from '../subgraphs/demo.ts';
import { AllTokens } from './auth/all-tokens.ts';
import { KeyMetrics } from './auth/key-metrics.ts';
import { machineTokenOwner } from './auth/machine-token-owner.ts';
import { MachineTokens } from './auth/machine-tokens.ts';
import { createTokens, mintAdminToken, type Tokens } from './auth/tokens.ts';
import { providerIssuer } from './auth/trusted-issuer.ts';
import { FederatedGraph } from './federation/federated-graph.ts';
import { GraphHost } from './federation/graph-host.ts';
import { GraphMetrics } from './federation/observe/graph-metrics.ts';
import { findTracer } from './federation/observe/tracing.ts';
import { SubscriptionHub, type SubscriptionHubOptions } from './federation/subscriptions/subscription-hub.ts';
import { SupergraphFile } from './federation/supergraph/supergraph-file.ts';
import { createApolloGateway } from './graphql/apollo-gateway.ts';
import { TrustedDocuments } from './graphql/trusted-documents.ts';
import { createServer, type ServerDeps } from './server.ts';
import { createSources, type Sources } from './sources.ts';
import { localNames } from './topology.ts';
import { findWebDocuments } from './web/web-documents.ts';

/** Dependencies of the platform. */
export interface PlatformDeps {
  readonly config: Config;
  readonly log: Logger;
  /** undefined when every subgraph runs in another process */
  readonly database: Database | undefined;
  readonly progress: ShowProgress;
}

/** The gateway, with the subgraphs that run in this process. */
export interface Platform {
  readonly server: FastifyInstance;
  readonly underWay: RequestsUnderWay;
  /** Signs a short-lived token with every scope, for the person who started the platform. */
  mintAdminToken(): Promise<string>;
  /** Serves the current content of the supergraph's file; resolves to whether it changed. */
  reloadSupergraph(): Promise<boolean>;
  /** Finishes requests and jobs in progress, then closes everything, the database last. */
  close(): Promise<void>;
}

/**
 * Starts the subgraphs that have no URL, loads the demo data into an empty database, and creates the gateway of all
 * subgraphs. Does not listen yet. The platform takes ownership of the database and closes it.
 */
export async function createPlatform(deps: PlatformDeps): Promise<Platform> {
  const { config, log, database } = deps;
  const clock = Date.now;
  const registry = new Registry();
  const databaseClock = database && (await openDatabaseClock(database, log));
  const starting = database && databaseClock && { database, clock: databaseClock.now, metrics: registry };
  const subgraphs = starting ? await startSubgraphs(deps, starting) : {};
  const sources = createSources(config, subgraphs, log);
  const supergraph = new SupergraphFile(config.supergraphFile, log);
  const tracer = findTracer();
  const observer = new GraphMetrics(registry);
  const { limits, introspection } = config;
  const graph = new GraphHost({
    supergraphSdl: supergraph.read(),
    createGraph: (supergraphSdl) =>
      new FederatedGraph({ supergraphSdl, sources: sources.byName, limits, introspection, log, observer, tracer }),
    log,
  });
  supergraph.follow(graph);
  const tokens = await openTokens(config, { log, clock, observer: new KeyMetrics(registry) });
  const machineTokens = openMachineTokens(sources, log, clock);
  const documents = await loadDocuments(config);
  const subscriptions = { host: graph, hub: createHub(graph, config, { log, observer }), config };
  const underWay = new RequestsUnderWay({ maxRequests: config.maxRequestsUnderWay, registry });
  const { exports } = sources;
  const shared = { log, registry, tracer, observer, clock, underWay, exports, scoreDirectly: subgraphs.scores?.score };
  const server = await createServer({
    graph,
    gateway: createApolloGateway(graph),
    documents,
    tokens: new AllTokens(tokens, machineTokens),
    config,
    ...watchDatabase(database, config, registry),
    subscriptions,
    ...shared,
  });
  const close = async (): Promise<void> => {
    supergraph.close();
    await closePart('server', () => server.close());
    tokens.close();
    database?.hurry();
    await closePart('tokens of machines', () => machineTokens.close());
    await closePart('connections to subgraphs', () => sources.close());
    try {
      await closeSubgraphs(subgraphs);
    } finally {
      await closePart("database's clock", () => databaseClock?.close());
      await closePart('database', () => database?.close());
    }
  };
  return {
    server,
    underWay,
    mintAdminToken: () => mintAdminToken(tokens, config.tokenTtlMinutes),
    reloadSupergraph: () => supergraph.reload(graph),
    close,
  };
}

async function startSubgraphs(
  { config, log, progress }: PlatformDeps,
  { database, clock, metrics }: Pick<SubgraphDeps, 'database' | 'clock'> & { readonly metrics: Registry },
): Promise<Partial<Subgraphs>> {
  const outbox = await Outbox.open(database, log, { clock, metrics });
  const names = localNames(config);
  const subgraphs: Partial<Subgraphs> = await createSubgraphs(
    { ...config, database, outbox, log, clock, metrics },
    names,
    (created) => progress('starting the subgraphs', created, names.length),
  );
  const { leads, scores, models } = subgraphs;
  // `npm run demo` loads them where subgraphs run in other processes
  if (config.demo && leads && scores && models) {
    // invented leads have no place in a CRM
    const count = config.crm?.databaseUrl ? 0 : undefined;
    const hasLoaded = await seedDemo({ database, subgraphs: { scores, models }, clock, leads: count }, progress);
    if (hasLoaded) compactHeap();
  }
  return subgraphs;
}

/** The documents of the web application need no preparation at start: their reader waits for few at a time. */
function loadDocuments({ trustedDocuments, web }: Config): Promise<TrustedDocuments> {
  return TrustedDocuments.load({ ...trustedDocuments, lazyFiles: web ? findWebDocuments() : [] });
}

function openTokens(config: Config, options: Parameters<typeof providerIssuer>[1]): Promise<Tokens> {
  const { dataDir, identityProviders, clockSkewSeconds } = config;
  const trustedIssuers = identityProviders.map((provider) => providerIssuer(provider, options));
  return createTokens({ dataDir, trustedIssuers, clockSkewSeconds, clock: options.clock });
}

function openMachineTokens({ byName }: Sources, log: Logger, clock: () => number): MachineTokens {
  const models = byName.get('models');
  if (!models) throw new TypeError('found no source of the subgraph models');
  return new MachineTokens({ owner: machineTokenOwner(models), log, clock });
}

function watchDatabase(
  database: Database | undefined,
  config: Config,
  registry: Registry,
): Pick<ServerDeps, 'health' | 'findComplaint'> {
  if (!database) return { health: {} };
  addStorageMetric(database, registry);
  return { health: databaseProbes(database, config), findComplaint: () => databaseComplaint(database, config) };
}

/** Subscriptions continue when the graph changes. */
function createHub(
  host: GraphHost,
  config: Config,
  heard: Pick<SubscriptionHubOptions, 'log' | 'observer'>,
): SubscriptionHub {
  const { subscriptionQueue: queueLimit, subscriptionReconnectMs: reconnectMs } = config;
  const hub = new SubscriptionHub({ graph: host.current, queueLimit, reconnectMs, ...heard });
  host.onChange((graph) => hub.rebase(graph));
  return hub;
}
