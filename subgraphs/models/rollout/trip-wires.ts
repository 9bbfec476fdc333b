import { refusal } from '../../shared/refusal.ts';
import { bernoulliSequence } from '../../shared/statistics/bernoulli-sequence.ts';
import type { Proportion } from '../../shared/statistics/confidence-sequence.ts';
import { SHARE_OVER_P95 } from './evidence.ts';

/** Limits at which a rollout ends at once, before any comparison with the champion. */
export interface TripWireLimits {
  /** failed requests of the challenger in a row, at least 2 */
  readonly consecutiveFailures: number;
  /** latency that 95 % of the challenger's requests must stay below, milliseconds */
  readonly p95Ms: number;
}

/**
 * Gross breakage: five failures in a row, or a p95 above half a second. A version that fails 1 % of its requests trips
 * the first once in ten thousand million requests, one that fails 20 % once in four thousand.
 */
export const DEFAULT_TRIP_WIRES: TripWireLimits = { consecutiveFailures: 5, p95Ms: 500 };

/** Checks the limits of a rollout. @throws {DomainError} ROLLOUT_INVALID naming the limit */
export function requireTripWires({ consecutiveFailures, p95Ms }: TripWireLimits): void {
  if (!(Number.isSafeInteger(consecutiveFailures) && consecutiveFailures >= 2))
    throw refusal('ROLLOUT_INVALID', 'trip-wire, failures in a row', `${consecutiveFailures}`, 'a whole number ≥ 2');
  if (!(p95Ms > 0 && Number.isFinite(p95Ms)))
    throw refusal('ROLLOUT_INVALID', 'trip-wire, p95', `${p95Ms} ms`, 'a time above 0');
}

/** Chance that the p95 wire ever trips for a version whose p95 is at the limit. */
const ALPHA = 0.001;

/** Requests before which the p95 wire does not trip: one pause of the process slows all requests of one batch. */
const LEAST_REQUESTS = 20;

/** What the wires watch. */
export interface TripWireEvidence {
  /** failures of the challenger since its last success */
  readonly failuresInRow: number;
  /** the challenger's requests in this step, and how many took longer than the limit */
  readonly overP95Limit: Proportion;
}

/** A wire that tripped. */
export interface TrippedWire {
  readonly wire: 'CONSECUTIVE_FAILURES' | 'P95';
  /** for the rollout's history: found, limit */
  readonly reason: string;
}

/**
 * The wire that the challenger has tripped, if any.
 *
 * The p95 wire asks whether surely more than 5 % of requests exceed the limit, by an always-valid sequence, from
 * {@link LEAST_REQUESTS} requests on.
 */
export function findTrippedWire(evidence: TripWireEvidence, limits: TripWireLimits): TrippedWire | undefined {
  const { failuresInRow, overP95Limit } = evidence;
  if (failuresInRow >= limits.consecutiveFailures) {
    const reason = `found ${failuresInRow} failures in a row, limit ${limits.consecutiveFailures}`;
    return { wire: 'CONSECUTIVE_FAILURES', reason };
  }
  const { events, trials } = overP95Limit;
  if (trials < LEAST_REQUESTS || bernoulliSequence(overP95Limit, { alpha: ALPHA }).lower <= SHARE_OVER_P95)
    return undefined;
  return { wire: 'P95', reason: `found ${events} of ${trials} requests over ${limits.p95Ms} ms, expected 5 % at most` };
}
