import { type LatencySketch, mergeLatencies } from './latency-sketch.ts';

/** Lengths of roll-ups, milliseconds: each is a multiple of the one before. */
export const ROLL_UP_WIDTHS_MS = [1_000, 10_000, 60_000, 3_600_000, 86_400_000] as const;

/** Bins of the histogram of probabilities: [0, 0.05), …, [0.95, 1]. */
export const SCORE_BINS = 20;

/** Counts of predictions and failures: plain data, to be stored as JSON. */
export interface TrafficCounts {
  /** those that succeeded */
  readonly predictions: number;
  readonly probabilitySum: number;
  /** of the calls that requested the predictions, each once */
  readonly latency: LatencySketch;
  /** failures by code, those that occurred */
  readonly errors: Readonly<Record<string, number>>;
  /** predictions by grade, those that occurred */
  readonly grades: Readonly<Record<string, number>>;
  /** predictions by bin of probability, {@link SCORE_BINS} of them */
  readonly scores: readonly number[];
}

/** Roll-up: counts of one version in one role during one time span. */
export interface TrafficRollUp extends TrafficCounts {
  /** epoch milliseconds, a multiple of the width */
  readonly start: number;
  readonly widthMs: number;
  readonly model: string;
  readonly version: number;
  readonly role: string;
}

/** Bin of a probability, 0–19. */
export function scoreBin(probability: number): number {
  return Math.min(SCORE_BINS - 1, Math.floor(probability * SCORE_BINS));
}

/**
 * Merges roll-ups of one or several widths, of one or several replicas, into longer ones.
 *
 * Only time resolution is lost: counts add up, and quantiles stay within 1 %. Merging in two steps gives what one step gives.
 *
 * @param widthMs a multiple of the width of every roll-up
 * @returns by start, then by model, version and role
 * @throws {RangeError} when the width is no such multiple
 */
export function rollUp(rows: readonly TrafficRollUp[], widthMs: number): readonly TrafficRollUp[] {
  const groups = new Map<string, TrafficRollUp[]>();
  for (const row of rows) {
    if (!(widthMs >= row.widthMs && widthMs % row.widthMs === 0)) {
      throw new RangeError(`roll-up: found width ${widthMs}, expected a multiple of ${row.widthMs}`);
    }
    const key = JSON.stringify([startOf(row, widthMs), row.model, row.version, row.role]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((group) => merge(group, widthMs)).sort(compare);
}

/** Merges roll-ups of the same width, time, version and role; sorts by width, then in the order of {@link rollUp}. */
export function mergeEqual(rows: readonly TrafficRollUp[]): readonly TrafficRollUp[] {
  return ROLL_UP_WIDTHS_MS.flatMap((width) =>
    rollUp(
      rows.filter(({ widthMs }) => widthMs === width),
      width,
    ),
  );
}

function startOf({ start }: TrafficRollUp, widthMs: number): number {
  return Math.floor(start / widthMs) * widthMs;
}

function merge(group: readonly TrafficRollUp[], widthMs: number): TrafficRollUp {
  const first = group[0] as TrafficRollUp;
  const { model, version, role } = first;
  return { start: startOf(first, widthMs), widthMs, model, version, role, ...mergeCounts(group) };
}

/** Sum of several counts. */
export function mergeCounts(group: readonly TrafficCounts[]): TrafficCounts {
  const sum = (of: (row: TrafficCounts) => number) => group.reduce((total, row) => total + of(row), 0);
  return {
    predictions: sum((row) => row.predictions),
    probabilitySum: sum((row) => row.probabilitySum),
    latency: mergeLatencies(group.map(({ latency }) => latency)),
    errors: addCounts(group.map(({ errors }) => errors)),
    grades: addCounts(group.map(({ grades }) => grades)),
    scores: Array.from({ length: SCORE_BINS }, (_, bin) => sum(({ scores }) => scores[bin] ?? 0)),
  };
}

function addCounts(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const one of all) {
    for (const [name, count] of Object.entries(one)) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function compare(a: TrafficRollUp, b: TrafficRollUp): number {
  if (a.start !== b.start) return a.start - b.start;
  if (a.model !== b.model) return a.model < b.model ? -1 : 1;
  return a.version - b.version || (a.role < b.role ? -1 : Number(a.role > b.role));
}
