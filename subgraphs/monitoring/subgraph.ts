import { randomUUID } from 'node:crypto';
import type { Database } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import { migrate } from '../shared/migrate.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createSubgraphSchema } from '../shared/subgraph-schema.ts';
import { VERSION } from '../shared/version.ts';
import { checkEvery, checkWindow } from './live-metrics.ts';
import { type LiveMetricsRequest, LiveMetricsTicker } from './live-metrics-ticker.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createPerformance, type MaturityConfig } from './performance/create-performance.ts';
import { MonitoringResolver } from './resolver.ts';
import type { SignalSink } from './signals/signal.ts';
import { SignalWatch } from './signals/signal-watch.ts';
import { createMetrics } from './traffic/create-metrics.ts';
import type { ModelVersion } from './types/live-metrics.ts';

/** What the monitoring subgraph needs. */
export interface MonitoringDependencies extends MaturityConfig {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds; the system clock when absent */
  readonly clock?: () => number;
  /** a database that takes longer to answer counts as down; 2 s when absent */
  readonly healthLimitMs?: number;
  /** pause between two looks at the prediction log, milliseconds; 2,000 when absent */
  readonly rollUpMs?: number;
  /** takes what alerts watch; nothing is measured for it when absent */
  readonly signals?: SignalSink;
}

/** The monitoring subgraph. */
export type Monitoring = Subgraph;

/** Wires the monitoring subgraph; brings its tables up to date first. */
export async function createMonitoring(dependencies: MonitoringDependencies): Promise<Monitoring> {
  const { database, log, clock = Date.now, healthLimitMs = 2_000, rollUpMs = 2_000 } = dependencies;
  await migrate(database, 'monitoring', MIGRATIONS);
  const db = database.tables<never>();
  const health = { db, log, clock, startedAt: clock(), version: VERSION, timeLimitMs: healthLimitMs };
  const metrics = createMetrics({ db, log, clock, rollUpMs });
  const performance = createPerformance({ ...dependencies, db, clock });
  const { service } = performance;
  const { signals: sink } = dependencies;
  const watch = sink && new SignalWatch({ db, log, clock, performance: service, sink, holder: randomUUID() });
  const ticker = new LiveMetricsTicker({ compute: metrics.liveMetrics, log });
  const schema = createSubgraphSchema({
    resolvers: [MonitoringResolver, ...metrics.resolvers, ...performance.resolvers],
    instances: new Map<unknown, object>([
      [MonitoringResolver, new MonitoringResolver({ health, liveMetrics: metrics.liveMetrics })],
      ...metrics.instances,
      ...performance.instances,
    ]),
    streams: {
      liveMetrics: async (request: LiveMetricsRequest) => {
        checkEvery(request.everyMs);
        checkWindow(request.windowSeconds);
        return ticker.subscribe(request);
      },
    },
    references: { ModelVersion: keyOnly },
  });
  const close = async (): Promise<void> => {
    await ticker.close();
    await watch?.close();
    await metrics.close();
  };
  return { name: 'monitoring', schema, close };
}

/** `monitoring` has nothing of a version but what its fields read: the key is the row. */
function keyOnly({ model, version }: ModelVersion): ModelVersion {
  return { model, version };
}
