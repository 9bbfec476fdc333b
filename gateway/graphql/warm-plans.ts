import type { Probe } from '../../platform/health/readiness.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ExecutableGraph } from './executable-graph.ts';

/**
 * Plans ahead what the graph was told to prepare, and tells whether that is done: so the first requests find plans, and a
 * planner that does not work shows before any request comes.
 */
export function warmPlans(graph: Pick<ExecutableGraph, 'warm'>, log: Logger): Probe {
  let isWarm = false;
  const startedAt = performance.now();
  graph.warm().then(
    () => {
      isWarm = true;
      log.info({ durationMs: Math.round(performance.now() - startedAt) }, 'plans are warm');
    },
    (error) => log.error({ err: error }, 'plans are not warm'),
  );
  return async () => {
    if (!isWarm) throw new Error('found no plans yet, expected one of every operation that is known ahead');
  };
}
