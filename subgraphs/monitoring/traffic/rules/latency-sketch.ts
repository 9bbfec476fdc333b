import { DAY_MS } from '../../../../platform/time.ts';

/** Largest relative error of a quantile read from buckets. */
const RELATIVE_ERROR = 0.01;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);

/** Natural logarithm of the ratio of two neighbouring bucket bounds. */
const LOG_GAMMA = Math.log(GAMMA);

/** Smallest latency that is distinguished, milliseconds; shorter ones count as this one. */
const LEAST_LATENCY_MS = 0.001;

/** Sketch of any number of latencies in a few hundred numbers: plain data, to be stored as JSON. */
export interface LatencySketch {
  readonly count: number;
  /** of all latencies, milliseconds; 0 without any */
  readonly sumMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** filled buckets by ascending index, each with its count */
  readonly buckets: readonly (readonly [index: number, count: number])[];
}

/** Largest latency that is distinguished, a day; longer ones count as this one. */
export const MOST_LATENCY_MS = DAY_MS;

/** Sketch of no latencies. */
export const NO_LATENCIES: LatencySketch = { count: 0, sumMs: 0, minMs: 0, maxMs: 0, buckets: [] };

/**
 * Sketches latencies in buckets (γⁱ⁻¹, γⁱ] with γ = 1.01 / 0.99: any quantile is within 1 % of the exact one.
 *
 * Below 0.001 ms and above a day everything falls into the outer buckets, so there are at most 1,260, however many
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

/** Merges sketches: the result equals the sketch of all latencies, in any order. */
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

/** Bucket of a latency: the least i with latency ≤ γ^i. */
function latencyBucket(latencyMs: number): number {
  return Math.ceil(Math.log(Math.max(latencyMs, LEAST_LATENCY_MS)) / LOG_GAMMA);
}

/** Value of every latency of a bucket (γ^(i − 1), γ^i]: 2 · γ^i / (γ + 1), within 1 % of each, in milliseconds. */
function bucketMiddle(bucket: number): number {
  return (2 * GAMMA ** bucket) / (GAMMA + 1);
}
