import type { VersionKey } from '../../versions/store/version-store.ts';
import type { RolloutStep, RolloutStrategy } from './steps.ts';
import type { TripWireLimits } from './trip-wires.ts';
import type { Guardrail } from './verdict/guardrails.ts';

/** A version of an A/B test, the champion among them. */
export interface RequestedArm {
  readonly version: number;
  /** of the traffic, above 0; over all arms 1 */
  readonly weight: number;
}

/** A version that scores beside whoever answers, and is never answered with. */
export interface RequestedShadow {
  readonly version: number;
  /** share of the requests that it sees, above 0, at most 1; with strategy SHADOW, of those that the step samples */
  readonly share: number;
}

/** What someone asks a rollout to be, `version` against the champion. What is absent has a default. */
export interface RolloutRequest extends VersionKey {
  readonly strategy: RolloutStrategy;
  /** default `DEFAULT_STEPS` of the strategy */
  readonly steps?: readonly RolloutStep[] | undefined;
  /** default `DEFAULT_GUARDRAILS` */
  readonly guardrails?: readonly Guardrail[] | undefined;
  /** default `DEFAULT_TRIP_WIRES` */
  readonly tripWires?: TripWireLimits | undefined;
  /** default none */
  readonly shadowVersions?: readonly RequestedShadow[] | undefined;
  /** AB_TEST only; default champion and version, by the share of the step */
  readonly arms?: readonly RequestedArm[] | undefined;
  /** share of leads whose scores are hidden from sales, at least 0, below 1; default 0 */
  readonly holdoutShare?: number | undefined;
  /** latest recorded requests that are replayed through the challenger before it begins; default 200 */
  readonly replayRows?: number | undefined;
  /** AB_TEST only: least change of conversion worth finding, absolute, above 0, below 1 */
  readonly minimumEffect?: number | undefined;
}
