import { randomUUID } from 'node:crypto';
import type { Registry } from 'prom-client';
import { migrateLeases } from '../../platform/background/leader-lease.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { closePart } from '../../platform/process/close-part.ts';
import { VERSION } from '../../platform/process/version.ts';
import type { Subgraph } from '../../platform/subgraph/subgraph.ts';
import { createSubgraphSchema } from '../../platform/subgraph/subgraph-schema.ts';
import { exposeAlertDeliveries } from './alerts/deliveries/alert-delivery-metrics.ts';
import type { SignalSink } from './alerts/rules/signal.ts';
import { BacktestFollower } from './backtests/backtest-follower.ts';
import { BacktestResolver } from './backtests/graph/backtest-resolver.ts';
import { type AlertDeps, createAlerts } from './create-alerts.ts';
import { createDrift, type Drift, type DriftDeps } from './create-drift.ts';
import { createMetrics } from './create-metrics.ts';
import { createPerformance, type MaturityConfig } from './create-performance.ts';
import { CrmWatch } from './crm/crm-watch.ts';
import type { Backtest } from './graph/backtest.ts';
import type { ModelVersion } from './graph/model-version.ts';
import { HealthResolver } from './health/graph/health-resolver.ts';
import { LakeWatch } from './lake/lake-watch.ts';
import { exposeMonitoring } from './metrics/expose-monitoring.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** Settings and collaborators of the monitoring subgraph. */
export interface MonitoringDeps
  extends Omit<AlertDeps, 'clock'>,
    MaturityConfig,
    Pick<DriftDeps, 'driftCheckMinutes' | 'driftWindowHours' | 'driftReportRetentionDays'> {
  /** epoch milliseconds; the system clock when absent */
  readonly clock?: () => number;
  /** a database that takes longer to answer counts as down; 2 s when absent */
  readonly healthLimitMs?: number;
  /** registry of exposed metrics; none when absent */
  readonly metrics?: Registry | undefined;
  /** interval between two reads of the prediction log, milliseconds; 2,000 when absent */
  readonly rollUpMs?: number;
  /** interval between two polls for ended backtests without a notification, milliseconds; 5,000 when absent */
  readonly backtestPollMs?: number;
  /** observes signals; alerts when absent */
  readonly sink?: SignalSink;
}

// this subgraph stores nothing of them: their fields are read by resolvers
const KEYS = {
  ModelVersion: ({ model, version }: ModelVersion) => ({ model, version }),
  Backtest: ({ id }: Backtest) => ({ id }),
};

/** Monitoring subgraph, with drift and the sink of signals for callers in this process. */
export interface Monitoring extends Subgraph {
  readonly drift: Drift;
  readonly lake: LakeWatch;
  readonly crm: CrmWatch;
  readonly signals: SignalSink;
}

/** Wires the monitoring subgraph; brings its tables up to date first. It reads what `scores` and `models` publish. */
export async function createMonitoring(deps: MonitoringDeps): Promise<Monitoring> {
  const { database, log, clock = Date.now, healthLimitMs = 2_000, rollUpMs = 2_000 } = deps;
  await migrateLeases(database);
  await migrate(database, 'monitoring', MIGRATIONS);
  const db = database.tables<never>();
  const health = { db, log, clock, startedAt: clock(), version: VERSION, timeLimitMs: healthLimitMs };
  const alerts = await createAlerts({ ...deps, clock });
  exposeMonitoring({ registry: deps.metrics, db, log, clock });
  exposeAlertDeliveries({ registry: deps.metrics, db, log, clock, config: deps.alerts });
  const { sink = alerts.sink } = deps;
  const drift = createDrift({ ...deps, clock, sink });
  const metrics = createMetrics({ db, log, clock, rollUpMs });
  const performance = createPerformance({ ...deps, db, clock, sink, readTraffic: metrics.readTraffic });
  const { service, maturityMsOf } = performance;
  const backtests = new BacktestFollower({
    ...{ database, log, clock, maturityMsOf },
    performance: service,
    runCheck: drift.runCheck,
    pollMs: deps.backtestPollMs ?? 5_000,
    holder: randomUUID(),
  });
  const lake = new LakeWatch({ database, log, clock, sink, holder: randomUUID() });
  const crm = new CrmWatch({ database, log, clock, sink, holder: randomUUID() });
  const schema = createSubgraphSchema({
    resolvers: [
      HealthResolver,
      BacktestResolver,
      ...drift.resolvers,
      ...metrics.resolvers,
      ...performance.resolvers,
      ...alerts.graph.resolvers,
    ],
    instances: new Map<unknown, object>([
      [HealthResolver, new HealthResolver(health)],
      [BacktestResolver, new BacktestResolver({ db, performance: service })],
      ...drift.instances,
      ...metrics.instances,
      ...performance.instances,
      ...alerts.graph.instances,
    ]),
    streams: { ...metrics.streams, ...alerts.graph.streams },
    access: { anyOf: ['monitoring:read', 'monitoring:write'], foreignTypes: ['ModelVersion', 'Backtest'] },
    references: { ...KEYS, ...alerts.graph.references },
  });
  const close = async (): Promise<void> => {
    // sources of signals are closed before their sink
    for (const [name, part] of Object.entries({ backtests, lake, crm, performance, drift, metrics, alerts }))
      await closePart(name, () => part.close());
  };
  return { name: 'monitoring', schema, drift, lake, crm, signals: sink, close };
}
