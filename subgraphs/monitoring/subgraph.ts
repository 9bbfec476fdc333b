import type { Database } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createSubgraphSchema } from '../shared/subgraph-schema.ts';
import { VERSION } from '../shared/version.ts';
import { MonitoringResolver } from './resolver.ts';

/** What the monitoring subgraph needs. */
export interface MonitoringDependencies {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds; the system clock when absent */
  readonly clock?: () => number;
  /** a database that takes longer to answer counts as down; 2 s when absent */
  readonly healthLimitMs?: number;
}

/** The monitoring subgraph. */
export type Monitoring = Subgraph;

/** Wires the monitoring subgraph. It owns no tables yet: it reads the prediction log that `scores` publishes. */
export async function createMonitoring(dependencies: MonitoringDependencies): Promise<Monitoring> {
  const { database, log, clock = Date.now, healthLimitMs = 2_000 } = dependencies;
  const subject = {
    db: database.tables<never>(),
    log,
    clock,
    startedAt: clock(),
    version: VERSION,
    timeLimitMs: healthLimitMs,
  };
  const schema = createSubgraphSchema({
    resolvers: [MonitoringResolver],
    instances: new Map<unknown, object>([[MonitoringResolver, new MonitoringResolver(subject)]]),
    references: {},
  });
  return { name: 'monitoring', schema, close: async () => undefined };
}
