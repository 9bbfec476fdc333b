import type { Signal } from '../alerts/rules/signal.ts';
import { isShown, trafficFigures } from '../traffic/rules/traffic-figures.ts';
import type { TrafficRollUp } from '../traffic/rules/traffic-roll-up.ts';
import type { TimeWindow } from '../windows/time-window.ts';

/** Least requests of a window for an error rate, and least calls for a latency. */
export const LEAST_REQUESTS = 20;

/**
 * Signals of live traffic: throughput, error rate and p95 latency of each model, for the scores that callers received. With
 * too few requests the error rate is null, with too few calls the p95.
 *
 * @param models every live model: one without requests has a throughput of 0
 * @param rows   traffic within the window
 * @param others models with alerts: one that is not live and has no requests has no throughput either
 */
export function liveSignals(
  models: readonly string[],
  rows: readonly TrafficRollUp[],
  { from, until: at }: TimeWindow,
  others: readonly string[] = [],
): readonly Signal[] {
  const windowSeconds = (at - from) / 1_000;
  const shown = rows.filter(isShown);
  const asked = new Set([...models, ...shown.map(({ model }) => model)]);
  return [...new Set([...asked, ...others])].sort().flatMap((model): readonly Signal[] => {
    const own = shown.filter((row) => row.model === model);
    const figures = trafficFigures(own, windowSeconds);
    const { throughput, errorRate, latency, predictions, failures } = figures;
    const calls = own.reduce((sum, row) => sum + row.latency.count, 0);
    const common = { model, from, at, evidence: { windowSeconds, ...figures } };
    return [
      { ...common, metric: 'THROUGHPUT', value: asked.has(model) ? throughput : null },
      { ...common, metric: 'ERROR_RATE', value: predictions + failures < LEAST_REQUESTS ? null : errorRate },
      { ...common, metric: 'LATENCY_P95_MS', value: calls < LEAST_REQUESTS ? null : (latency?.p95Ms ?? null) },
    ];
  });
}
