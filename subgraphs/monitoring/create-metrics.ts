import type { Kysely } from 'kysely';
import type { Logger } from '../../platform/logger.ts';
import type { SubgraphSchemaOptions } from '../../platform/subgraph/subgraph-schema.ts';
import { FeatureStatisticsResolver } from './features/graph/feature-statistics-resolver.ts';
import { LiveMetricsResolver } from './traffic/graph/live-metrics-resolver.ts';
import { MetricsResolver } from './traffic/graph/metrics-resolver.ts';
import { type LiveMetricsRequest, LiveMetricsTicker } from './traffic/live-metrics-ticker.ts';
import { RollUpKeeper } from './traffic/roll-up-keeper.ts';
import { checkEvery, checkWindow, liveMetrics, liveWindow } from './traffic/rules/live-metrics.ts';
import type { TrafficRollUp } from './traffic/rules/traffic-roll-up.ts';
import { readWindow } from './traffic/store/read-window.ts';
import type { TimeWindow } from './windows/time-window.ts';

/** Dependencies of the metrics of scoring. */
export interface MetricsDeps {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** interval between two reads of the prediction log, milliseconds */
  readonly rollUpMs: number;
}

/** Metrics of scoring, kept up to date. */
export interface Metrics {
  readonly resolvers: readonly NewableFunction[];
  readonly instances: readonly (readonly [unknown, object])[];
  readonly streams: NonNullable<SubgraphSchemaOptions['streams']>;
  /** reads present traffic, see {@link readWindow} */
  readonly readTraffic: (window: TimeWindow) => Promise<readonly TrafficRollUp[]>;
  /** Ends subscriptions, and stops after the read under way. */
  close(): Promise<void>;
}

/** Starts keeping roll-ups of the prediction log, and answers from them. */
export function createMetrics({ db, log, clock, rollUpMs }: MetricsDeps): Metrics {
  const rollUps = new RollUpKeeper({ db, log, clock, everyMs: rollUpMs });
  const readTraffic = async (window: TimeWindow) => {
    await rollUps.catchUp();
    return readWindow(db, window);
  };
  const compute = async (windowSeconds: number) => {
    const window = liveWindow(clock(), windowSeconds);
    return liveMetrics(await readTraffic(window), window, windowSeconds);
  };
  const ticker = new LiveMetricsTicker({ compute, log });
  return {
    resolvers: [LiveMetricsResolver, MetricsResolver, FeatureStatisticsResolver],
    instances: [
      [LiveMetricsResolver, new LiveMetricsResolver(compute)],
      [MetricsResolver, new MetricsResolver(db, clock)],
      [FeatureStatisticsResolver, new FeatureStatisticsResolver(db, clock)],
    ],
    streams: {
      liveMetrics: async (request: LiveMetricsRequest) => {
        checkEvery(request.everyMs);
        checkWindow(request.windowSeconds);
        return ticker.subscribe(request);
      },
    },
    readTraffic,
    close: async () => {
      await ticker.close();
      await rollUps.close();
    },
  };
}
