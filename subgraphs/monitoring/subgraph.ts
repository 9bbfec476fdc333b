import type { Database } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import { migrate } from '../shared/migrate.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createSubgraphSchema } from '../shared/subgraph-schema.ts';
import { VERSION } from '../shared/version.ts';
import { createDrift, type Drift, type DriftDependencies } from './drift/create-drift.ts';
import { checkEvery, checkWindow, liveMetrics } from './live-metrics.ts';
import { type LiveMetricsRequest, LiveMetricsTicker } from './live-metrics-ticker.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { MonitoringResolver } from './resolver.ts';
import { readTraffic } from './store.ts';
import type { ModelVersion } from './types/live-metrics.ts';

/** What the monitoring subgraph needs. */
export interface MonitoringDependencies
  extends Pick<DriftDependencies, 'driftCheckMinutes' | 'driftWindowHours' | 'driftReportRetentionDays' | 'sink'> {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds; the system clock when absent */
  readonly clock?: () => number;
  /** a database that takes longer to answer counts as down; 2 s when absent */
  readonly healthLimitMs?: number;
}

// a reference is all that is known here of a version: its fields are read by their resolvers
const REFERENCES = { ModelVersion: ({ model, version }: ModelVersion) => ({ model, version }) };

/** The monitoring subgraph, with drift for callers in this process. */
export interface Monitoring extends Subgraph {
  readonly drift: Drift;
}

/** Wires the monitoring subgraph; brings its tables up to date first. */
export async function createMonitoring(dependencies: MonitoringDependencies): Promise<Monitoring> {
  const { database, log, clock = Date.now, healthLimitMs = 2_000 } = dependencies;
  await migrate(database, 'monitoring', MIGRATIONS);
  const db = database.tables<never>();
  const drift = createDrift({ ...dependencies, clock });
  const health = { db, log, clock, startedAt: clock(), version: VERSION, timeLimitMs: healthLimitMs };
  const compute = async (windowSeconds: number) => {
    const until = clock();
    return liveMetrics(await readTraffic(db, until - windowSeconds * 1_000, until), until, windowSeconds);
  };
  const ticker = new LiveMetricsTicker({ compute, log });
  const schema = createSubgraphSchema({
    resolvers: [MonitoringResolver, ...drift.resolvers],
    instances: new Map<unknown, object>([
      [MonitoringResolver, new MonitoringResolver({ health, liveMetrics: compute })],
      ...drift.instances,
    ]),
    streams: {
      liveMetrics: async (request: LiveMetricsRequest) => {
        checkEvery(request.everyMs);
        checkWindow(request.windowSeconds);
        return ticker.subscribe(request);
      },
    },
    references: REFERENCES,
  });
  const close = async (): Promise<void> => {
    await ticker.close();
    await drift.close();
  };
  return { name: 'monitoring', schema, drift, close };
}
