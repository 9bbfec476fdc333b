import { refusal } from '../../../../platform/refusal.ts';
import { bernoulliSequence } from '../../../../statistics/bernoulli-sequence.ts';
import type { Proportion } from '../../../../statistics/confidence-sequence.ts';
import { type MinuteArm, runsOf } from './rollout-evidence.ts';
import { SHARE_OVER_P95 } from './verdict/evidence.ts';
import { stratifiedContrast } from './verdict/stratified-contrast.ts';

/** Limits at which a rollout ends at once, unless the champion breaches them as well. */
export interface TripWireLimits {
  /** consecutive failed requests of the challenger, at least 2 */
  readonly consecutiveFailures: number;
  /** maximum p95 latency of the challenger, milliseconds */
  readonly p95Ms: number;
}

/**
 * Default trip-wires: five consecutive failures, or a p95 above half a second. A version that fails 1 % of its requests
 * trips the first once in ten thousand million requests, one that fails 20 % once in four thousand.
 */
export const DEFAULT_TRIP_WIRES: TripWireLimits = { consecutiveFailures: 5, p95Ms: 500 };

/** Checks the trip-wires of a rollout. @throws {DomainError} ROLLOUT_INVALID naming the limit */
export function requireTripWires({ consecutiveFailures, p95Ms }: TripWireLimits): void {
  if (!(Number.isSafeInteger(consecutiveFailures) && consecutiveFailures >= 2))
    throw refusal('ROLLOUT_INVALID', 'trip-wire, failures in a row', `${consecutiveFailures}`, 'a whole number ≥ 2');
  if (!(p95Ms > 0 && Number.isFinite(p95Ms)))
    throw refusal('ROLLOUT_INVALID', 'trip-wire, p95', `${p95Ms} ms`, 'a time above 0');
}

/** Chance that the p95 trip-wire ever trips for a version whose p95 is at the limit. */
const ALPHA = 0.001;

/** Minimum number of runs for the p95 trip-wire. */
const LEAST_REQUESTS = 20;

/** Effective samples at which the comparison with the champion is narrowest. */
const TUNED_FOR_SAMPLES = 500;

/** Number of latest minutes in which consecutive failures are compared with those of the champion. */
const RECENT_MINUTES = 5;

/** Share of failed requests above which the champion counts as failing, too; that of the default guardrail. */
const FAILING_SHARE = 0.02;

/** Counts of both versions in one minute. */
export interface WireMinute {
  readonly champion: MinuteArm;
  readonly challenger: MinuteArm;
}

/** Trip-wire that a challenger tripped in a rollout. */
export interface Trip {
  readonly wire: TrippedWire['wire'];
  /** the challenger */
  readonly version: number;
  /** in words */
  readonly reason: string;
  /** whether the rollout holds instead of ending, as both versions may have a common cause */
  readonly isHeld: boolean;
}

/** Evidence for the trip-wires. */
export interface TripWireEvidence {
  /** consecutive failures of the challenger up to now */
  readonly failuresInRow: number;
  /** one request of each run of the challenger in this step, and those slower than the limit */
  readonly overP95Limit: Proportion;
  /** the champion at the same time; absent when it answers no lead */
  readonly champion?: {
    /** consecutive failures up to now */
    readonly failuresInRow: number;
    /** of this step, oldest first */
    readonly minutes: readonly WireMinute[];
  };
}

/** Trip-wires of a rollout. */
export const TRIP_WIRES = ['CONSECUTIVE_FAILURES', 'P95'] as const;

/** Tripped trip-wire. */
export interface TrippedWire {
  readonly wire: (typeof TRIP_WIRES)[number];
  /** found and limit, for the rollout's history */
  readonly reason: string;
  /** reason why both versions may have a common cause, so that the rollout holds; absent when it ends */
  readonly heldBy?: string;
}

/**
 * Finds the trip-wire that the challenger tripped, if any.
 *
 * The p95 trip-wire tests whether more than 5 % of requests exceed the limit, by an always-valid sequence, from {@link
 * LEAST_REQUESTS} requests on. The limits are absolute: while the champion breaches them too, or is not significantly
 * better in the same minutes, the challenger is not to blame, and the rollout holds.
 */
export function findTrippedWire(evidence: TripWireEvidence, limits: TripWireLimits): TrippedWire | undefined {
  const { failuresInRow, overP95Limit, champion } = evidence;
  if (failuresInRow >= limits.consecutiveFailures) {
    const reason = `found ${failuresInRow} failures in a row, limit ${limits.consecutiveFailures}`;
    return held({ wire: 'CONSECUTIVE_FAILURES', reason }, champion && failsToo(champion, limits));
  }
  const { events, trials } = overP95Limit;
  if (trials < LEAST_REQUESTS || bernoulliSequence(overP95Limit, { alpha: ALPHA }).lower <= SHARE_OVER_P95)
    return undefined;
  const reason = `found ${events} of ${trials} requests over ${limits.p95Ms} ms, expected 5 % at most`;
  return held({ wire: 'P95', reason }, champion && isSlowToo(champion.minutes, limits));
}

function held(wire: TrippedWire, heldBy: string | undefined): TrippedWire {
  return heldBy === undefined ? wire : { ...wire, heldBy };
}

function failsToo(
  { failuresInRow, minutes }: NonNullable<TripWireEvidence['champion']>,
  { consecutiveFailures }: TripWireLimits,
): string | undefined {
  if (failuresInRow >= consecutiveFailures) return `the champion failed ${failuresInRow} times in a row, too`;
  const { trials, events } = sumOf(minutes.slice(-RECENT_MINUTES), ({ requests, errors }) => ({
    trials: requests,
    events: errors,
  }));
  return isSurelyAbove({ trials, events }, FAILING_SHARE)
    ? `the champion failed ${events} of ${trials} requests in the same minutes`
    : undefined;
}

function isSlowToo(minutes: readonly WireMinute[], { p95Ms }: TripWireLimits): string | undefined {
  const slow = minutes.filter(({ challenger }) => challenger.overLimit > 0);
  const { trials, events } = sumOf(slow, slowOf);
  const found = `${events} of ${trials} requests of the champion in the same minutes took longer than ${p95Ms} ms`;
  if (isSurelyAbove({ trials, events }, SHARE_OVER_P95)) return found;
  const strata = minutes.map(({ champion, challenger }) => ({
    champion: slowOf(champion),
    challenger: slowOf(challenger),
  }));
  const contrast = stratifiedContrast(strata, 1, { alpha: ALPHA, tunedForN: TUNED_FOR_SAMPLES });
  return contrast && contrast.lower <= 0 ? `${found}: the challenger is not surely slower` : undefined;
}

function sumOf(minutes: readonly WireMinute[], of: (arm: MinuteArm) => Proportion): Proportion {
  return minutes.reduce<Proportion>(
    (sum, { champion }) => {
      const { trials, events } = of(champion);
      return { trials: sum.trials + trials, events: sum.events + events };
    },
    { trials: 0, events: 0 },
  );
}

function isSurelyAbove(found: Proportion, share: number): boolean {
  return found.trials > 0 && bernoulliSequence(found, { alpha: ALPHA }).lower > share;
}

function slowOf(arm: MinuteArm): Proportion {
  return { trials: runsOf(arm), events: arm.overLimit };
}
