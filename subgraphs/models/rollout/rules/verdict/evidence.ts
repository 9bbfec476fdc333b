/** What one version did with its share of the traffic. */
export interface ArmEvidence {
  readonly requests: number;
  /** requests that failed */
  readonly errors: number;
  /** requests slower than the latency bound, see {@link latencyBoundMs} */
  readonly slow: number;
  /** requests that were held against the bound; all of them when absent */
  readonly timed?: number;
  /** leads whose outcome is known, or that are older than the maturity window */
  readonly matured: number;
  /** matured leads that converted */
  readonly converted: number;
  /** scores per bin, over the same bins for both versions */
  readonly scores: readonly number[];
}

/** Both versions over the same time and at the same traffic share: a step of the rollout. */
export interface Stratum {
  readonly champion: ArmEvidence;
  readonly challenger: ArmEvidence;
}

/** A step, or the replay before the first one. */
export interface EvidenceStratum extends Stratum {
  /** whether these are recorded requests that were run again */
  readonly isReplay?: boolean;
}

/** Share of requests that is slower than its p95, by definition. */
export const SHARE_OVER_P95 = 0.05;

/**
 * The latency from which on a request counts as slow: the champion's p95 raised by the increase that is allowed.
 *
 * A version's p95 is above this bound exactly when more than {@link SHARE_OVER_P95} of its requests are slower than it.
 * So a question about a quantile becomes one about a share, which needs no order of latencies and has an exact interval.
 *
 * @param championP95Ms measured once at the start of the rollout, so that counts of several looks add up
 * @param increase      0.5 allows half as much again
 */
export function latencyBoundMs(championP95Ms: number, increase: number): number {
  return championP95Ms * (1 + increase);
}
