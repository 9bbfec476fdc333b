import { refusal } from '../shared/refusal.ts';
import { latencyQuantile } from './latency-buckets.ts';
import type { TrafficRow } from './store.ts';
import type { LatencyQuantiles, LiveMetrics, TrafficFigures } from './types/live-metrics.ts';

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

/** The shortest and the longest time between two live metrics, milliseconds. */
export const EVERY_MS = { least: 250, most: 60_000 } as const;

/**
 * Checks how often live metrics are asked for.
 *
 * @throws {DomainError} VALIDATION_FAILED outside 250–60,000 ms
 */
export function checkEvery(everyMs: number): void {
  if (everyMs < EVERY_MS.least || everyMs > EVERY_MS.most)
    throw refusal('VALIDATION_FAILED', 'everyMs', `${everyMs}`, `${EVERY_MS.least} to ${EVERY_MS.most}`);
}

/**
 * Live metrics from the counts of one window.
 *
 * throughput = predictions / windowSeconds. Scores that reach nobody, of shadows and of a holdout, count under their
 * versions only.
 *
 * @param until end of the window, epoch milliseconds
 */
export function liveMetrics(rows: readonly TrafficRow[], until: number, windowSeconds: number): LiveMetrics {
  const shown = rows.filter(({ is_shown }) => is_shown);
  return {
    windowSeconds,
    from: until - windowSeconds * 1_000,
    until,
    ...figuresOf(shown, windowSeconds),
    grades: groupBy(shown, ({ grade }) => grade).map(([grade, group]) => ({ grade, predictions: countOf(group) })),
    versions: groupBy(rows, ({ model, version, role }) => `${model}:${version}:${role}`).map(([, group]) => {
      const { model, version, role } = group[0] as TrafficRow;
      return { modelVersion: { model, version }, role, ...figuresOf(group, windowSeconds) };
    }),
  };
}

function figuresOf(rows: readonly TrafficRow[], windowSeconds: number): TrafficFigures {
  const predictions = countOf(rows);
  const probabilities = rows.reduce((sum, row) => sum + row.probability_sum, 0);
  return {
    predictions,
    throughput: predictions / windowSeconds,
    meanProbability: predictions === 0 ? null : probabilities / predictions,
    latency: latencyOf(rows),
  };
}

function latencyOf(rows: readonly TrafficRow[]): LatencyQuantiles | null {
  const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((q) => latencyQuantile(rows, q));
  return p50Ms === undefined || p95Ms === undefined || p99Ms === undefined ? null : { p50Ms, p95Ms, p99Ms };
}

function countOf(rows: readonly TrafficRow[]): number {
  return rows.reduce((sum, { predictions }) => sum + predictions, 0);
}

/** Groups by a name, in the order of the names. */
function groupBy(rows: readonly TrafficRow[], nameOf: (row: TrafficRow) => string): [string, TrafficRow[]][] {
  const groups = new Map<string, TrafficRow[]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group) group.push(row);
    else groups.set(nameOf(row), [row]);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}
