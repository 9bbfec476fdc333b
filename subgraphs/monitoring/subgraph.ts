import type { Database } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import { migrate } from '../shared/migrate.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createSubgraphSchema } from '../shared/subgraph-schema.ts';
import { VERSION } from '../shared/version.ts';
import { createDrift, type Drift, type DriftDependencies } from './drift/create-drift.ts';
import { checkEvery, checkWindow } from './live-metrics.ts';
import { type LiveMetricsRequest, LiveMetricsTicker } from './live-metrics-ticker.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createPerformance, type MaturityConfig } from './performance/create-performance.ts';
import { MonitoringResolver } from './resolver.ts';
import type { SignalSink } from './signals/signal.ts';
import { createMetrics } from './traffic/create-metrics.ts';
import type { ModelVersion } from './types/live-metrics.ts';

/** What the monitoring subgraph needs. */
export interface MonitoringDependencies
  extends MaturityConfig,
    Pick<DriftDependencies, 'driftCheckMinutes' | 'driftWindowHours' | 'driftReportRetentionDays'> {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds; the system clock when absent */
  readonly clock?: () => number;
  /** a database that takes longer to answer counts as down; 2 s when absent */
  readonly healthLimitMs?: number;
  /** pause between two looks at the prediction log, milliseconds; 2,000 when absent */
  readonly rollUpMs?: number;
  /** takes what alerts watch; nothing is measured for it when absent */
  readonly sink?: SignalSink | undefined;
}

// a reference is all that is known here of a version: its fields are read by their resolvers
const REFERENCES = { ModelVersion: ({ model, version }: ModelVersion) => ({ model, version }) };

/** The monitoring subgraph, with drift for callers in this process. */
export interface Monitoring extends Subgraph {
  readonly drift: Drift;
}

/** Wires the monitoring subgraph; brings its tables up to date first. */
export async function createMonitoring(dependencies: MonitoringDependencies): Promise<Monitoring> {
  const { database, log, clock = Date.now, healthLimitMs = 2_000, rollUpMs = 2_000 } = dependencies;
  await migrate(database, 'monitoring', MIGRATIONS);
  const db = database.tables<never>();
  const drift = createDrift({ ...dependencies, clock });
  const health = { db, log, clock, startedAt: clock(), version: VERSION, timeLimitMs: healthLimitMs };
  const metrics = createMetrics({ db, log, clock, rollUpMs });
  const performance = createPerformance({ ...dependencies, db, clock });
  const ticker = new LiveMetricsTicker({ compute: metrics.liveMetrics, log });
  const schema = createSubgraphSchema({
    resolvers: [MonitoringResolver, ...drift.resolvers, ...metrics.resolvers, ...performance.resolvers],
    instances: new Map<unknown, object>([
      [MonitoringResolver, new MonitoringResolver({ health, liveMetrics: metrics.liveMetrics })],
      ...drift.instances,
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
    references: REFERENCES,
  });
  const close = async (): Promise<void> => {
    await ticker.close();
    for (const part of [performance, drift, metrics]) await part.close();
  };
  return { name: 'monitoring', schema, drift, close };
}
