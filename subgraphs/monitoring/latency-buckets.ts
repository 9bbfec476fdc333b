/** Largest relative error of a quantile read from buckets. */
const RELATIVE_ERROR = 0.01;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);

/** Natural logarithm of the ratio of two neighbouring bucket bounds. */
export const LOG_GAMMA: number = Math.log(GAMMA);

/** Latencies below count as this one, milliseconds. */
export const LEAST_LATENCY_MS = 0.001;

/** How many latencies fell into (γ^(bucket − 1), γ^bucket], milliseconds. */
export interface LatencyBucket {
  readonly bucket: number;
  readonly predictions: number;
}

/** The bucket of a latency: the least i with latency ≤ γ^i. */
export function latencyBucket(latencyMs: number): number {
  return Math.ceil(Math.log(Math.max(latencyMs, LEAST_LATENCY_MS)) / LOG_GAMMA);
}

/**
 * Quantile of latencies that were counted in logarithmic buckets: the middle of the bucket that holds the rank
 * q · (n − 1), 2 · γ^i / (γ + 1), within 1 % of the exact value.
 *
 * Buckets are counted in one pass without sorting, and those of several sources are added up.
 *
 * @param buckets in any order; the same bucket may occur several times
 * @param q       0–1
 * @returns milliseconds, or undefined without latencies
 * @see Masson, Rim, Lee: DDSketch (VLDB, 2019)
 */
export function latencyQuantile(buckets: readonly LatencyBucket[], q: number): number | undefined {
  const sorted = buckets.toSorted((a, b) => a.bucket - b.bucket);
  const rank = q * (sorted.reduce((sum, { predictions }) => sum + predictions, 0) - 1);
  let seen = 0;
  for (const { bucket, predictions } of sorted) {
    seen += predictions;
    if (seen > rank) return (2 * GAMMA ** bucket) / (GAMMA + 1);
  }
  return undefined;
}
