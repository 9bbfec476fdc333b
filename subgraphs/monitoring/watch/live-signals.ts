import type { Signal } from '../alerts/rules/signal.ts';
import { isShown, trafficFigures } from '../traffic/rules/traffic-figures.ts';
import type { TrafficRollUp } from '../traffic/rules/traffic-roll-up.ts';
import type { TimeWindow } from '../windows/time-window.ts';

/** Requests a window needs before its error rate says something, and calls before its latency does. */
export const LEAST_REQUESTS = 20;

/**
 * What alerts watch of live traffic: throughput, error rate and p95 of what callers of each model got. A model with too
 * few requests, or calls, has no error rate, or p95: null.
 *
 * @param models every model that is live: one that nobody asks has a throughput of 0
 * @param rows   what happened within the window
 * @param others models that have alerts: one that is not live and that nobody asks has no throughput either
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
