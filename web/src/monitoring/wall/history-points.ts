import type { LivePoint } from './live-window.ts';

/** Lengths of the steps of a history, milliseconds. */
export const STEP_MS = { TEN_SECONDS: 10_000, MINUTE: 60_000, HOUR: 3_600_000, DAY: 86_400_000 } as const;

interface StepPoint {
  readonly start: string;
  readonly throughput: number;
  readonly errorRate: number | null;
  readonly latency: { readonly p50Ms: number; readonly p95Ms: number } | null;
}

/** A history of steps, oldest first. */
export interface StepHistory {
  readonly until: string;
  readonly step: keyof typeof STEP_MS;
  readonly points: readonly StepPoint[];
}

/**
 * Steps of a history as points of live traffic, each at its end: a live window of the same length has the same figures
 * then. The last step is left out while it goes on.
 */
export function pointsOfSteps({ until, step, points }: StepHistory): readonly LivePoint[] {
  const end = Date.parse(until);
  return points
    .map(({ start, throughput, errorRate, latency }) => ({
      time: Date.parse(start) + STEP_MS[step],
      throughput,
      errorRate,
      p50Ms: latency?.p50Ms ?? null,
      p95Ms: latency?.p95Ms ?? null,
    }))
    .filter(({ time }) => time <= end);
}

/** Share of each grade in every step; null where there are no predictions. */
export function gradeShares(
  points: readonly {
    readonly predictions: number;
    readonly grades: readonly { readonly grade: string; readonly predictions: number }[];
  }[],
  grade: string,
): readonly (number | null)[] {
  return points.map(({ predictions, grades }) => {
    if (predictions === 0) return null;
    return (grades.find((each) => each.grade === grade)?.predictions ?? 0) / predictions;
  });
}
