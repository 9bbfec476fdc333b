import type { RolloutEvent } from './rollout-event.ts';
import type { RolloutState, RolloutStatus } from './rollout-state.ts';
import type { RolloutStep, RolloutStrategy } from './steps.ts';
import type { TripWireLimits } from './trip-wires.ts';
import type { Guardrail } from './verdict/guardrails.ts';
import type { Analysis } from './verdict/verdict.ts';

/** What was agreed on when a rollout was started. */
export interface RolloutSettings {
  /** checked, as of `requireSteps` */
  readonly steps: readonly RolloutStep[];
  /** checked, as of `requireGuardrails` */
  readonly guardrails: readonly Guardrail[];
  readonly tripWires: TripWireLimits;
  /** so many of the latest recorded requests are replayed through the challenger before a lead meets it; 0 for none */
  readonly replayRows: number;
  /** AB_TEST: least change of conversion worth finding, absolute, above 0, below 1; absent when none was stated */
  readonly minimumEffect?: number;
  /** whether it is the way back to one of the last champions, which skips steps; absent when it is not, and in rollouts of before that was stored */
  readonly isWayBack?: boolean;
}

/** A version that takes part beside the champion. */
export interface RolloutVersion {
  readonly version: number;
  readonly role: 'CHALLENGER' | 'SHADOW';
  /** CHALLENGER: part of the share in force that it gets, above 0, 1 over all; SHADOW: share of requests that it sees */
  readonly weight: number;
}

/** A rollout as its tables hold it. */
export interface RolloutRow {
  readonly id: number;
  readonly model: string;
  /** the version it is held against: champion when it was started */
  readonly champion: number;
  readonly strategy: RolloutStrategy;
  readonly settings: RolloutSettings;
  /** draws which leads meet the challenger */
  readonly salt: string;
  readonly state: RolloutState;
  /** of all challengers together, 0–1; for SHADOW the share of requests that shadows see */
  readonly traffic_share: number;
  /** share of leads whose scores are hidden from sales, 0–1 */
  readonly holdout_share: number;
  /** challengers first, each by number */
  readonly versions: readonly RolloutVersion[];
  readonly created_at: number;
  readonly requested_by: string;
  readonly reason: string;
  readonly ended_at: number | null;
  /** why it ended; null while it is open */
  readonly end_reason: string | null;
}

/** How urgent an event of a rollout is for people. */
export type RolloutSeverity = 'INFO' | 'WARNING' | 'CRITICAL';

/** Something that happened to a rollout, about to be stored. */
export interface NewRolloutEvent {
  readonly rollout: number;
  /** CREATE, or what {@link RolloutEvent} names */
  readonly type: 'CREATE' | RolloutEvent['type'];
  readonly at: number;
  readonly by: string;
  /** one sentence for people */
  readonly reason: string;
  /** null when nobody needs to be told */
  readonly severity: RolloutSeverity | null;
  /** as the event left it */
  readonly status: RolloutStatus;
  readonly step: number;
  readonly traffic_share: number;
  readonly analysis: Analysis | null;
}

/** An event of a rollout as its table holds it; the first two are its place in the stream. */
export interface RolloutEventRow extends NewRolloutEvent {
  readonly sequence: number;
  readonly transactionId: number;
}
