import type { Database } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createSubgraphSchema } from '../shared/subgraph-schema.ts';
import { VERSION } from '../shared/version.ts';
import { checkEvery, checkWindow, liveMetrics } from './live-metrics.ts';
import { type LiveMetricsRequest, LiveMetricsTicker } from './live-metrics-ticker.ts';
import { MonitoringResolver } from './resolver.ts';
import { readTraffic } from './store.ts';

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
  const db = database.tables<never>();
  const health = { db, log, clock, startedAt: clock(), version: VERSION, timeLimitMs: healthLimitMs };
  const compute = async (windowSeconds: number) => {
    const until = clock();
    return liveMetrics(await readTraffic(db, until - windowSeconds * 1_000, until), until, windowSeconds);
  };
  const ticker = new LiveMetricsTicker({ compute, log });
  const schema = createSubgraphSchema({
    resolvers: [MonitoringResolver],
    instances: new Map<unknown, object>([
      [MonitoringResolver, new MonitoringResolver({ health, liveMetrics: compute })],
    ]),
    streams: {
      liveMetrics: async (request: LiveMetricsRequest) => {
        checkEvery(request.everyMs);
        checkWindow(request.windowSeconds);
        return ticker.subscribe(request);
      },
    },
    references: {},
  });
  return { name: 'monitoring', schema, close: () => ticker.close() };
}
