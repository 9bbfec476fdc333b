import type { RolloutEvent } from './rollout-event.ts';
import type { RolloutState, RolloutStatus } from './rollout-state.ts';
import type { RolloutStep, RolloutStrategy } from './steps.ts';
import type { Trip, TripWireLimits } from './trip-wires.ts';
import type { Guardrail } from './verdict/guardrails.ts';
import type { Analysis } from './verdict/verdict.ts';

/** Settings of a rollout, fixed at its start. */
export interface RolloutSettings {
  /** checked by `requireSteps` */
  readonly steps: readonly RolloutStep[];
  /** checked by `requireGuardrails` */
  readonly guardrails: readonly Guardrail[];
  readonly tripWires: TripWireLimits;
  /** number of latest recorded requests to replay through the challenger before the first step; 0 for none */
  readonly replayRows: number;
  /**
   * AB_TEST: smallest change of the conversion rate worth detecting, absolute, above 0, below 1; absent when none was
   * stated
   */
  readonly minimumEffect?: number;
  /** whether a former champion returns without steps; absent when not, and in rollouts from before it was stored */
  readonly isWayBack?: boolean;
}

/** Version that takes part beside the champion. */
export interface RolloutVersion {
  readonly version: number;
  readonly role: 'CHALLENGER' | 'SHADOW';
  /** CHALLENGER: its part of the traffic share, above 0, summing to 1; SHADOW: share of the requests that it scores */
  readonly weight: number;
}

/** Analysis as stored with its event. */
export interface RecordedAnalysis extends Analysis {
  /** tripped trip-wire; absent without one, and in analyses from before it was stored */
  readonly trip?: Trip | undefined;
}

/** Rollout as stored. */
export interface RolloutRow {
  readonly id: number;
  readonly model: string;
  /** version that the challengers are compared with: champion at the start */
  readonly champion: number;
  readonly strategy: RolloutStrategy;
  readonly settings: RolloutSettings;
  /** assigns leads to the challenger */
  readonly salt: string;
  readonly state: RolloutState;
  /** of all challengers together, 0 to 1; for SHADOW the share of requests that shadows score */
  readonly traffic_share: number;
  /** share of leads whose scores are hidden from sales, 0 to 1 */
  readonly holdout_share: number;
  /** challengers first, each by number */
  readonly versions: readonly RolloutVersion[];
  readonly created_at: number;
  readonly requested_by: string;
  readonly reason: string;
  readonly ended_at: number | null;
  /** reason for the end; null while it is open */
  readonly end_reason: string | null;
}

/** Severity of an event of a rollout. */
export type RolloutSeverity = 'INFO' | 'WARNING' | 'CRITICAL';

/** Event of a rollout, to be stored. */
export interface NewRolloutEvent {
  readonly rollout: number;
  /** CREATE, or a type of {@link RolloutEvent} */
  readonly type: 'CREATE' | RolloutEvent['type'];
  readonly at: number;
  readonly by: string;
  /** one sentence for people */
  readonly reason: string;
  /** null when nobody needs to be notified */
  readonly severity: RolloutSeverity | null;
  /** status after the event */
  readonly status: RolloutStatus;
  readonly step: number;
  readonly traffic_share: number;
  readonly analysis: RecordedAnalysis | null;
}

/** Event of a rollout as stored; the first two fields are its position in the stream. */
export interface RolloutEventRow extends NewRolloutEvent {
  readonly sequence: number;
  readonly transactionId: number;
}
