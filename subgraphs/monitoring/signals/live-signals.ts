import type { TimeWindow } from '../drift/time-window.ts';
import type { TrafficRollUp } from '../sketches/traffic-roll-up.ts';
import { isShown, trafficFigures } from '../traffic/traffic-figures.ts';
import type { Signal } from './signal.ts';

/** Requests a window needs before its error rate and latency say something. */
export const LEAST_REQUESTS = 20;

/**
 * What alerts watch of live traffic: throughput, error rate and p95 of what callers of each model got.
 *
 * @param models every model that is live: one that nobody asks has a throughput of 0
 * @param rows   what happened within the window
 */
export function liveSignals(
  models: readonly string[],
  rows: readonly TrafficRollUp[],
  { from, until: at }: TimeWindow,
): readonly Signal[] {
  const windowSeconds = (at - from) / 1_000;
  const shown = rows.filter(isShown);
  const names = [...new Set([...models, ...shown.map(({ model }) => model)])].sort();
  return names.flatMap((model) => {
    const figures = trafficFigures(
      shown.filter((row) => row.model === model),
      windowSeconds,
    );
    const { throughput, errorRate, latency, predictions, failures } = figures;
    const common = { model, at, evidence: { windowSeconds, ...figures } };
    const signals: Signal[] = [{ ...common, metric: 'THROUGHPUT', value: throughput }];
    if (predictions + failures < LEAST_REQUESTS) return signals;
    if (errorRate !== null) signals.push({ ...common, metric: 'ERROR_RATE', value: errorRate });
    if (latency) signals.push({ ...common, metric: 'LATENCY_P95_MS', value: latency.p95Ms });
    return signals;
  });
}
