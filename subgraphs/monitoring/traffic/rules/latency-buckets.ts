/** Largest relative error of a quantile read from buckets. */
const RELATIVE_ERROR = 0.01;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);

/** Natural logarithm of the ratio of two neighbouring bucket bounds. */
export const LOG_GAMMA: number = Math.log(GAMMA);

/** Latencies below count as this one, milliseconds. */
export const LEAST_LATENCY_MS = 0.001;

/** The bucket of a latency: the least i with latency ≤ γ^i. */
export function latencyBucket(latencyMs: number): number {
  return Math.ceil(Math.log(Math.max(latencyMs, LEAST_LATENCY_MS)) / LOG_GAMMA);
}

/**
 * What every latency of a bucket (γ^(i − 1), γ^i] counts as: 2 · γ^i / (γ + 1), within 1 % of each, in milliseconds.
 */
export function bucketMiddle(bucket: number): number {
  return (2 * GAMMA ** bucket) / (GAMMA + 1);
}
