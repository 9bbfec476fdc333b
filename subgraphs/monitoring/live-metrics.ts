import { refusal } from '../shared/refusal.ts';
import type { TrafficRow } from './store.ts';
import type { LatencyQuantiles, LiveMetrics } from './types/live-metrics.ts';

/** The longest window of live metrics, seconds. */
export const MAX_WINDOW_SECONDS = 300;

/**
 * Checks the window of live metrics.
 *
 * @throws {DomainError} VALIDATION_FAILED outside 1–300 seconds
 */
export function checkWindow(windowSeconds: number): void {
  if (windowSeconds < 1 || windowSeconds > MAX_WINDOW_SECONDS)
    throw refusal('VALIDATION_FAILED', 'windowSeconds', `${windowSeconds}`, `1 to ${MAX_WINDOW_SECONDS}`);
}

/**
 * Live metrics from the figures of one window.
 *
 * throughput = predictions / windowSeconds
 *
 * @param until end of the window, epoch milliseconds
 */
export function liveMetrics(rows: readonly TrafficRow[], until: number, windowSeconds: number): LiveMetrics {
  const all = rows.find(({ grouping }) => grouping === 'ALL');
  const predictions = all?.predictions ?? 0;
  return {
    windowSeconds,
    from: until - windowSeconds * 1_000,
    until,
    predictions,
    throughput: predictions / windowSeconds,
    meanProbability: all?.mean_probability ?? null,
    latency: latencyOf(all),
    grades: rows
      .filter(({ grouping }) => grouping === 'GRADE')
      .map((row) => ({ grade: row.grade as string, predictions: row.predictions })),
    versions: rows
      .filter(({ grouping }) => grouping === 'VERSION')
      .map((row) => ({
        modelVersion: { model: row.model as string, version: row.version as number },
        role: row.role as string,
        predictions: row.predictions,
        throughput: row.predictions / windowSeconds,
        meanProbability: row.mean_probability as number,
        latency: latencyOf(row) as LatencyQuantiles,
      })),
  };
}

function latencyOf(row: TrafficRow | undefined): LatencyQuantiles | null {
  if (!row?.latency_ms) return null;
  const [p50Ms, p95Ms, p99Ms] = row.latency_ms;
  return { p50Ms, p95Ms, p99Ms };
}
