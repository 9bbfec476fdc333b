import type { Kysely } from 'kysely';
import type { Logger } from '../../platform/logger.ts';
import { FeatureStatisticsResolver } from './features/graph/feature-statistics-resolver.ts';
import { MetricsResolver } from './traffic/graph/metrics-resolver.ts';
import { RollUpKeeper } from './traffic/roll-up-traffic.ts';
import { type LiveMetrics, liveMetrics, liveWindow } from './traffic/rules/live-metrics.ts';
import type { TrafficRollUp } from './traffic/rules/traffic-roll-up.ts';
import { readWindow } from './traffic/store/read-window.ts';
import type { TimeWindow } from './windows/time-window.ts';

/** What metrics of scoring are made with. */
export interface MetricsDeps {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** pause between two looks at the prediction log, milliseconds */
  readonly rollUpMs: number;
}

/** Metrics of scoring, kept up to date. */
export interface Metrics {
  readonly resolvers: readonly (typeof MetricsResolver | typeof FeatureStatisticsResolver)[];
  readonly instances: readonly (readonly [unknown, object])[];
  /** reads what happens now, see {@link readWindow} */
  readonly readTraffic: (window: TimeWindow) => Promise<readonly TrafficRollUp[]>;
  /** computes the metrics of the last seconds */
  readonly liveMetrics: (windowSeconds: number) => Promise<LiveMetrics>;
  /** Stops after the look under way. */
  close(): Promise<void>;
}

/** Starts keeping roll-ups of the prediction log, and answers from them. */
export function createMetrics({ db, log, clock, rollUpMs }: MetricsDeps): Metrics {
  const rollUps = new RollUpKeeper({ db, log, clock, everyMs: rollUpMs });
  const readTraffic = async (window: TimeWindow) => {
    await rollUps.catchUp();
    return readWindow(db, window);
  };
  return {
    resolvers: [MetricsResolver, FeatureStatisticsResolver],
    instances: [
      [MetricsResolver, new MetricsResolver(db, clock)],
      [FeatureStatisticsResolver, new FeatureStatisticsResolver(db, clock)],
    ],
    readTraffic,
    liveMetrics: async (windowSeconds) => {
      const window = liveWindow(clock(), windowSeconds);
      return liveMetrics(await readTraffic(window), window, windowSeconds);
    },
    close: () => rollUps.close(),
  };
}
