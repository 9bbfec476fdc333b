/** Counts of one version at its share of the traffic. */
export interface ArmEvidence {
  readonly requests: number;
  /** failed requests */
  readonly errors: number;
  /** timed requests slower than the latency bound, see {@link latencyBoundMs} */
  readonly slow: number;
  /**
   * requests that were compared with the bound, one of each run: those of one run wait for each other, so that one pause
   * slows all of them. All requests when absent.
   */
  readonly timed?: number;
  /** leads with a known outcome, or older than the maturity window */
  readonly matured: number;
  /** matured leads that converted */
  readonly converted: number;
  /** scores per bin, over the same bins for both versions */
  readonly scores: readonly number[];
}

/** Counts of both versions over the same time and at the same traffic share: a step of the rollout. */
export interface Stratum {
  readonly champion: ArmEvidence;
  readonly challenger: ArmEvidence;
}

/** Stratum of a step, or of the replay before the first one. */
export interface EvidenceStratum extends Stratum {
  /** whether it is the replay of recorded requests */
  readonly isReplay?: boolean;
}

/** Share of requests that are slower than the p95, by definition. */
export const SHARE_OVER_P95 = 0.05;

/**
 * Latency from which a request counts as slow: the champion's p95 raised by the allowed increase.
 *
 * A version's p95 is above this bound exactly when more than {@link SHARE_OVER_P95} of its requests are slower than it.
 * So a test of a quantile becomes a test of a share, which needs no sorted latencies and has an exact interval.
 *
 * @param championP95Ms measured once at the start of the rollout, so that counts of several evaluations add up
 * @param increase      0.5 allows half as much again
 */
export function latencyBoundMs(championP95Ms: number, increase: number): number {
  return championP95Ms * (1 + increase);
}
