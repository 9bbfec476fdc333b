import { migrate } from '../shared/migrate.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createSubgraphSchema } from '../shared/subgraph-schema.ts';
import { VERSION } from '../shared/version.ts';
import { type AlertDependencies, createAlerts } from './alerts/create-alerts.ts';
import { checkEvery, checkWindow, liveMetrics } from './live-metrics.ts';
import { type LiveMetricsRequest, LiveMetricsTicker } from './live-metrics-ticker.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { MonitoringResolver } from './resolver.ts';
import type { SignalSink } from './signals/signal.ts';
import { readTraffic } from './store.ts';

/** What the monitoring subgraph needs. */
export interface MonitoringDependencies extends Omit<AlertDependencies, 'clock'> {
  /** epoch milliseconds; the system clock when absent */
  readonly clock?: () => number;
  /** a database that takes longer to answer counts as down; 2 s when absent */
  readonly healthLimitMs?: number;
}

/** The monitoring subgraph, with what takes signals, for callers in this process. */
export interface Monitoring extends Subgraph {
  readonly signals: SignalSink;
}

/** Wires the monitoring subgraph; brings its tables up to date first. It reads what `scores` and `models` publish. */
export async function createMonitoring(dependencies: MonitoringDependencies): Promise<Monitoring> {
  const { database, log, clock = Date.now, healthLimitMs = 2_000 } = dependencies;
  await migrate(database, 'monitoring', MIGRATIONS);
  const db = database.tables<never>();
  const alerts = await createAlerts({ ...dependencies, clock });
  const health = { db, log, clock, startedAt: clock(), version: VERSION, timeLimitMs: healthLimitMs };
  const compute = async (windowSeconds: number) => {
    const until = clock();
    return liveMetrics(await readTraffic(db, until - windowSeconds * 1_000, until), until, windowSeconds);
  };
  const ticker = new LiveMetricsTicker({ compute, log });
  const schema = createSubgraphSchema({
    resolvers: [MonitoringResolver, ...alerts.graph.resolvers],
    instances: new Map<unknown, object>([
      [MonitoringResolver, new MonitoringResolver({ health, liveMetrics: compute })],
      ...alerts.graph.instances,
    ]),
    streams: {
      liveMetrics: async (request: LiveMetricsRequest) => {
        checkEvery(request.everyMs);
        checkWindow(request.windowSeconds);
        return ticker.subscribe(request);
      },
      ...alerts.graph.streams,
    },
    references: alerts.graph.references,
  });
  const close = async (): Promise<void> => {
    await ticker.close();
    await alerts.close();
  };
  return { name: 'monitoring', schema, signals: alerts.sink, close };
}
