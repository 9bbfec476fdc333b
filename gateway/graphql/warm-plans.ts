import type { Probe } from '../../platform/health/readiness.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ExecutableGraph } from './executable-graph.ts';

/**
 * Plans the prepared operations at start, and returns the readiness probe for it: so the first requests find plans, and
 * a broken planner shows before any request arrives.
 */
export function warmPlans(graph: Pick<ExecutableGraph, 'warm'>, log: Logger): Probe {
  let isWarm = false;
  const startedAt = performance.now();
  graph.warm().then(
    () => {
      isWarm = true;
      log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'plans are warm');
    },
    (error) => log.error({ err: error }, 'plans could not be warmed'),
  );
  return async () => {
    if (!isWarm) throw new Error('plans are being warmed');
  };
}
