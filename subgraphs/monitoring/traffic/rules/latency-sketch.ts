import { DAY_MS } from '../../../../platform/time.ts';
import { bucketMiddle, latencyBucket } from './latency-buckets.ts';

/** Latencies of any number in a few hundred numbers: plain data, to be stored as JSON. */
export interface LatencySketch {
  readonly count: number;
  /** of all latencies, milliseconds; 0 without any */
  readonly sumMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** filled buckets by ascending index, each with its count */
  readonly buckets: readonly (readonly [index: number, count: number])[];
}

/** The longest latency that has a bucket of its own, a day; longer ones count as this one. */
export const MOST_LATENCY_MS = DAY_MS;

/** The sketch of no latency. */
export const NO_LATENCIES: LatencySketch = { count: 0, sumMs: 0, minMs: 0, maxMs: 0, buckets: [] };

/**
 * A sketch of latencies, in buckets (γⁱ⁻¹, γⁱ] with γ = 1.01 / 0.99: any quantile is within 1 % of the exact one.
 *
 * Below 0.001 ms and above a day everything falls into the outer buckets, so there are 1,260 at the most, however many
 * latencies there are.
 *
 * @param latencies milliseconds
 * @throws {RangeError} when a latency is negative or not a number
 * @see Masson, Rim, Lee, DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees (VLDB, 2019)
 */
export function sketchLatencies(latencies: Iterable<number>): LatencySketch {
  const counts = new Map<number, number>();
  let [count, sumMs, minMs, maxMs] = [0, 0, Number.POSITIVE_INFINITY, 0];
  for (const latency of latencies) {
    if (!(latency >= 0)) throw new RangeError(`latency: found ${latency}, expected 0 or more milliseconds`);
    const bounded = Math.min(latency, MOST_LATENCY_MS);
    const index = latencyBucket(bounded);
    counts.set(index, (counts.get(index) ?? 0) + 1);
    count += 1;
    sumMs += bounded;
    minMs = Math.min(minMs, bounded);
    maxMs = Math.max(maxMs, bounded);
  }
  return count === 0 ? NO_LATENCIES : { count, sumMs, minMs, maxMs, buckets: sortBuckets(counts) };
}

/** The sketch of all latencies of several: equal to that of all of them in one, in any order. */
export function mergeLatencies(sketches: readonly LatencySketch[]): LatencySketch {
  const filled = sketches.filter(({ count }) => count > 0);
  if (filled.length < 2) return filled[0] ?? NO_LATENCIES;
  const counts = new Map<number, number>();
  for (const { buckets } of filled) {
    for (const [index, count] of buckets) counts.set(index, (counts.get(index) ?? 0) + count);
  }
  return {
    count: filled.reduce((sum, { count }) => sum + count, 0),
    sumMs: filled.reduce((sum, sketch) => sum + sketch.sumMs, 0),
    minMs: Math.min(...filled.map(({ minMs }) => minMs)),
    maxMs: Math.max(...filled.map(({ maxMs }) => maxMs)),
    buckets: sortBuckets(counts),
  };
}

/**
 * Quantile of the latencies of a sketch: the middle of the bucket that holds the rank q · (n − 1), within 1 % of the exact
 * one; the least and the largest are exact.
 *
 * @param q 0–1
 * @returns milliseconds, or undefined without latencies
 * @throws {RangeError} when q is outside 0–1
 */
export function sketchQuantile({ count, buckets, minMs, maxMs }: LatencySketch, q: number): number | undefined {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile: found q ${q}, expected 0–1`);
  const rank = q * (count - 1);
  let seen = 0;
  for (const [bucket, latencies] of buckets) {
    seen += latencies;
    if (seen > rank) return Math.min(maxMs, Math.max(minMs, bucketMiddle(bucket)));
  }
  return undefined;
}

function sortBuckets(counts: ReadonlyMap<number, number>): LatencySketch['buckets'] {
  return [...counts].sort(([a], [b]) => a - b);
}
