import type { VersionKey } from '../../versions/store/version-store.ts';
import type { RolloutStep, RolloutStrategy } from './steps.ts';
import type { TripWireLimits } from './trip-wires.ts';
import type { Guardrail } from './verdict/guardrails.ts';

/** Arm of an A/B test, the champion included. */
export interface RequestedArm {
  readonly version: number;
  /** share of the traffic, above 0; the shares of all arms sum to 1 */
  readonly weight: number;
}

/** Version that scores the same requests without its scores being returned. */
export interface RequestedShadow {
  readonly version: number;
  /** share of the requests that it scores, above 0, at most 1; with strategy SHADOW, of those that the step samples */
  readonly share: number;
}

/** Request for a rollout of `version` against the champion. Absent fields have defaults. */
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
  /** number of latest recorded requests to replay through the challenger before the first step; default 200 */
  readonly replayRows?: number | undefined;
  /** AB_TEST only: smallest change of the conversion rate worth detecting, absolute, above 0, below 1 */
  readonly minimumEffect?: number | undefined;
}
