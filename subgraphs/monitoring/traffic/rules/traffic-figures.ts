import { sketchQuantile } from './latency-sketch.ts';
import { mergeCounts, type TrafficCounts, type TrafficRollUp } from './traffic-roll-up.ts';

/** Durations of scoring, milliseconds: half, 95 % and 99 % of the calls took less. */
export interface LatencyQuantiles {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** Number of predictions of one grade. */
export interface GradeCount {
  readonly grade: string;
  readonly predictions: number;
}

/** Number of failures with one error code. */
export interface FailureCount {
  readonly code: string;
  readonly failures: number;
}

/** Figures of the requests of one time span. */
export interface TrafficFigures {
  readonly predictions: number;
  /** predictions per second */
  readonly throughput: number;
  /** calibrated, 0–1; null without predictions */
  readonly meanProbability: number | null;
  /** null without predictions */
  readonly latency: LatencyQuantiles | null;
  /** those that occurred */
  readonly grades: readonly GradeCount[];
  readonly failures: number;
  /** failures / (predictions + failures); null without either */
  readonly errorRate: number | null;
  /** those that occurred */
  readonly errors: readonly FailureCount[];
  /** predictions by bin of probability */
  readonly scoreHistogram: readonly number[];
}

/** Figures of one version in one role. */
export interface VersionTraffic extends TrafficFigures {
  readonly model: string;
  readonly version: number;
  readonly modelVersion: { readonly model: string; readonly version: number };
  readonly role: string;
}

/** Roles whose scores callers receive, as `is_shown` of the prediction log: no shadows, no holdout. */
const SHOWN_ROLES: readonly string[] = ['CHAMPION', 'CHALLENGER'];

/** Checks whether callers received these scores. */
export function isShown({ role }: Pick<TrafficRollUp, 'role'>): boolean {
  return SHOWN_ROLES.includes(role);
}

/**
 * Computes the figures of the counts of one time span.
 *
 * throughput = predictions / seconds; errorRate = failures / (predictions + failures).
 */
export function trafficFigures(counts: readonly TrafficCounts[], seconds: number): TrafficFigures {
  const { predictions, probabilitySum, latency, errors, grades, scores } = mergeCounts(counts);
  const failures = Object.values(errors).reduce((sum, count) => sum + count, 0);
  const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((q) => sketchQuantile(latency, q));
  const quantiles = { p50Ms, p95Ms, p99Ms } as LatencyQuantiles;
  return {
    predictions,
    throughput: predictions / seconds,
    meanProbability: predictions === 0 ? null : probabilitySum / predictions,
    latency: p50Ms === undefined ? null : quantiles,
    grades: Object.entries(grades).map(([grade, count]) => ({ grade, predictions: count })),
    failures,
    errorRate: predictions + failures === 0 ? null : failures / (predictions + failures),
    errors: Object.entries(errors).map(([code, count]) => ({ code, failures: count })),
    scoreHistogram: scores,
  };
}

/** Computes the figures of each version in each role, sorted by model, version and role. */
export function versionTraffic(rows: readonly TrafficRollUp[], seconds: number): VersionTraffic[] {
  const groups = new Map<string, TrafficRollUp[]>();
  for (const row of rows) {
    const key = `${row.model}:${row.version}:${row.role}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([, group]) => {
      const { model, version, role } = group[0] as TrafficRollUp;
      return { model, version, modelVersion: { model, version }, role, ...trafficFigures(group, seconds) };
    });
}
