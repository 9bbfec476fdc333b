import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { openDatabaseClock } from '../platform/background/database-clock.ts';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import { databaseComplaint, databaseProbes } from '../platform/database/database-probes.ts';
import { exposeProcess } from '../platform/health/process-metrics.ts';
import { RequestsUnderWay } from '../platform/http/requests-under-way.ts';
import type { Logger } from '../platform/logger.ts';
import { Outbox } from '../platform/outbox/outbox.ts';
import { closePart } from '../platform/process/close-part.ts';
import type { SubgraphName } from '../platform/subgraph/subgraph.ts';
import { createSubgraphServer } from '../platform/subgraph/subgraph-server.ts';
import { closeSubgraphs, createSubgraphs } from './catalog.ts';

/** Settings and dependencies of a subgraph's process. */
export interface SubgraphProcessDeps {
  readonly name: SubgraphName;
  readonly config: Config;
  /** what a gateway must know */
  readonly secret: string;
  readonly log: Logger;
  readonly database: Database;
}

/** One subgraph and its server. */
export interface SubgraphProcess {
  readonly server: FastifyInstance;
  readonly underWay: RequestsUnderWay;
  /** Answers what is under way, then closes everything, the database last. */
  close(): Promise<void>;
}

/** Starts one subgraph and puts its server before it. Does not listen yet. The database is its to close. */
export async function createSubgraphProcess(parts: SubgraphProcessDeps): Promise<SubgraphProcess> {
  const { name, config, secret, log, database } = parts;
  const clock = await openDatabaseClock(database, log);
  const registry = new Registry();
  exposeProcess(registry);
  const outbox = await Outbox.open(database, log, { clock: clock.now, metrics: registry });
  const deps = { ...config, database, outbox, log, clock: clock.now, metrics: registry };
  const subgraphs = await createSubgraphs(deps, [name]);
  const underWay = new RequestsUnderWay({ maxRequests: config.maxRequestsUnderWay, registry });
  const server = await createSubgraphServer({
    schema: subgraphs[name].schema,
    exports: subgraphs[name].exports,
    secret,
    log,
    underWay,
    registry,
    metricsToken: config.metricsToken,
    drainDelayMs: config.drainDelayMs,
    probes: databaseProbes(database, config),
    findComplaint: () => databaseComplaint(database, config),
  });
  const close = async (): Promise<void> => {
    await closePart('server', () => server.close());
    database.hurry();
    try {
      await closeSubgraphs(subgraphs);
    } finally {
      await closePart("database's clock", () => clock.close());
      await closePart('database', () => database.close());
    }
  };
  return { server, underWay, close };
}
