import { exposeAlerts } from './alert-metrics.ts';
import { exposeDrift } from './drift-metrics.ts';
import { exposeFollowers } from './follower-metrics.ts';
import { exposeFreshness } from './freshness-metrics.ts';
import { exposeLake } from './lake-metrics.ts';
import type { StoredMetricsDeps } from './metrics-deps.ts';
import { exposePerformance } from './performance-metrics.ts';

/** Exposes what monitoring has stored; the same in every replica. Each part fails by itself. */
export function exposeMonitoring(deps: StoredMetricsDeps): void {
  for (const expose of [exposeAlerts, exposeDrift, exposePerformance, exposeFreshness, exposeFollowers, exposeLake])
    expose(deps);
}
