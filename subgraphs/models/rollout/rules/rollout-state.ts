import { DomainError } from '../../../../platform/errors.ts';
import type { RolloutEffect, RolloutEvent } from './rollout-event.ts';
import type { RolloutStep, RolloutStrategy } from './steps.ts';
import type { Verdict } from './verdict/judgement.ts';

/** Statuses of a rollout. The last three are final. */
export const ROLLOUT_STATUSES = [
  'PENDING',
  'AWAITING_APPROVAL',
  'RUNNING',
  'PAUSED',
  'COMPLETED',
  'ROLLED_BACK',
  'ABORTED',
] as const;

/** A status of {@link ROLLOUT_STATUSES}. */
export type RolloutStatus = (typeof ROLLOUT_STATUSES)[number];

/** Constant part of a rollout. */
export interface RolloutPlan {
  readonly strategy: RolloutStrategy;
  /** checked by `requireSteps` */
  readonly steps: readonly RolloutStep[];
  /** subject that requested it, which cannot approve it */
  readonly requestedBy: string;
}

/** Variable part of a rollout, as stored. Times in epoch milliseconds. */
export interface RolloutState {
  readonly status: RolloutStatus;
  /** index of the step in force, −1 before the first */
  readonly step: number;
  /** time from which the hold time of this step runs: its start, or the last resume */
  readonly runningSince: number;
  /** hold time that had passed at the last pause */
  readonly heldMs: number;
  /** latest verdict, over all steps */
  readonly verdict: Verdict;
  /** time since which this step has had its samples and an unbroken SUCCESS; absent otherwise */
  readonly provenSince?: number;
  /** reason why it holds although a limit is breached, by the latest analysis; absent otherwise */
  readonly hold?: string;
}

/** Next state, with the actions to take. */
export interface RolloutChange {
  readonly state: RolloutState;
  readonly effects: readonly RolloutEffect[];
}

/** State of a new rollout. */
export const PENDING_ROLLOUT: RolloutState = {
  status: 'PENDING',
  step: -1,
  runningSince: 0,
  heldMs: 0,
  verdict: 'INCONCLUSIVE',
};

/** Events that each status accepts. Others are refused, except those of the controller, which may come late. */
const TAKES: Readonly<Record<RolloutStatus, readonly RolloutEvent['type'][]>> = {
  PENDING: ['START', 'ABORT', 'FAIL', 'ROLL_BACK'],
  AWAITING_APPROVAL: ['ANALYSED', 'UNJUDGED', 'APPROVE', 'ABORT', 'FAIL', 'ROLL_BACK'],
  RUNNING: ['ANALYSED', 'UNJUDGED', 'TIME_PASSED', 'PAUSE', 'ADVANCE', 'ABORT', 'FAIL', 'ROLL_BACK'],
  PAUSED: ['ANALYSED', 'UNJUDGED', 'RESUME', 'ABORT', 'FAIL', 'ROLL_BACK'],
  COMPLETED: [],
  ROLLED_BACK: [],
  ABORTED: [],
};

const COMES_LATE: readonly RolloutEvent['type'][] = ['TIME_PASSED', 'ANALYSED', 'UNJUDGED', 'FAIL'];

/**
 * Transition of a rollout by an event.
 *
 * A step ends when its hold time has passed, it has its samples and the latest verdict is SUCCESS; a step that needs an
 * approval waits for it. FAILURE and trip-wires end the rollout in any status, also while paused. After downtime,
 * overdue timed steps are merged into one change; steps that need samples or an approval never are. After the clock was
 * set back, running intervals restart from the earlier time.
 *
 * @throws {DomainError} ROLLOUT_ACTION_REFUSED when the status does not accept the event, ROLLOUT_SELF_APPROVED for an
 *   approval by the subject that requested the rollout
 */
export function nextRollout(plan: RolloutPlan, state: RolloutState, event: RolloutEvent): RolloutChange {
  if (!TAKES[state.status].includes(event.type)) {
    if (COMES_LATE.includes(event.type)) return unchanged(state);
    const message = `rollout: found status ${state.status}, which does not take ${event.type}`;
    throw new DomainError('ROLLOUT_ACTION_REFUSED', message, { status: state.status, action: event.type });
  }
  return apply(plan, withClock(state, event.at), event);
}

function apply(plan: RolloutPlan, state: RolloutState, event: RolloutEvent): RolloutChange {
  switch (event.type) {
    case 'START':
      return enterNext(plan, state, event.at);
    case 'ANALYSED':
      return analysed(plan, state, event);
    case 'UNJUDGED':
      return unjudged(state, event.reason);
    case 'TIME_PASSED':
      return passSteps(plan, state, event.at);
    case 'PAUSE':
      return unchanged({ ...state, status: 'PAUSED', heldMs: heldMsAt(state, event.at), runningSince: event.at });
    case 'RESUME':
      return unchanged({ ...state, status: 'RUNNING', runningSince: event.at });
    case 'ADVANCE':
      return enterNext(plan, state, event.at);
    case 'APPROVE':
      requireOther(plan, event.by);
      return enter(plan, state, state.step + 1, event.at);
    case 'ABORT':
      return ended(state, 'ABORTED', `aborted by ${event.by}: ${event.reason}`, 'INFO');
    case 'ROLL_BACK':
      return ended(state, 'ROLLED_BACK', `rolled back by ${event.by}: ${event.reason}`, 'WARNING');
    case 'FAIL':
      return ended(state, 'ROLLED_BACK', event.reason, 'CRITICAL');
  }
}

/** Restarts intervals that began in the future; the same state when there are none. */
function withClock(state: RolloutState, at: number): RolloutState {
  const { runningSince, provenSince = at } = state;
  if (runningSince <= at && provenSince <= at) return state;
  const proven = state.provenSince !== undefined && { provenSince: Math.min(provenSince, at) };
  return { ...state, runningSince: Math.min(runningSince, at), ...proven };
}

function unchanged(state: RolloutState): RolloutChange {
  return { state, effects: [] };
}

function requireOther(plan: RolloutPlan, by: string): void {
  if (by !== plan.requestedBy) return;
  throw new DomainError(
    'ROLLOUT_SELF_APPROVED',
    `rollout: found approval by ${by}, who requested it, expected another person`,
  );
}

function analysed(
  plan: RolloutPlan,
  state: RolloutState,
  event: RolloutEvent & { readonly type: 'ANALYSED' },
): RolloutChange {
  if (event.verdict === 'FAILURE') {
    return ended({ ...state, verdict: 'FAILURE' }, 'ROLLED_BACK', event.reason, 'CRITICAL');
  }
  const { provenSince, hold: _, ...rest } = state;
  const isProven = event.verdict === 'SUCCESS' && event.stepSamples >= (plan.steps[state.step]?.minimumSamples ?? 0);
  const proven = isProven && { provenSince: provenSince ?? event.at };
  const held = event.hold !== undefined && { hold: event.hold };
  const judged = { ...rest, verdict: event.verdict, ...proven, ...held };
  return state.status === 'RUNNING' ? passSteps(plan, judged, event.at) : unchanged(judged);
}

/** Resets the proof: nothing advances until the next analysis has proven the step anew. */
function unjudged({ provenSince: _, ...state }: RolloutState, reason: string): RolloutChange {
  return {
    state: { ...state, verdict: 'INCONCLUSIVE', hold: reason },
    effects: [
      { type: 'STORE_EVIDENCE', reason },
      { type: 'RAISE_ALERT', severity: 'WARNING', message: reason },
    ],
  };
}

/** Ends the step in force, and timed steps after it whose time has passed, as one change. */
function passSteps(plan: RolloutPlan, state: RolloutState, at: number): RolloutChange {
  let current = state;
  let effects: readonly RolloutEffect[] = [];
  while (current.status === 'RUNNING' && current.provenSince !== undefined) {
    const step = plan.steps[current.step] as RolloutStep;
    const endedAt = Math.max(current.runningSince + step.holdMs - current.heldMs, current.provenSince);
    if (endedAt > at) break;
    const next = plan.steps[current.step + 1];
    const isTimed = next?.minimumSamples === 0 && !next.needsApproval;
    // a timed step began when the previous one ended; any other begins when it gets its traffic
    ({ state: current, effects } = enterNext(plan, current, isTimed ? endedAt : at));
  }
  return { state: current, effects };
}

/** Enters the next step, or waits for its approval, or completes the rollout after the last. */
function enterNext(plan: RolloutPlan, state: RolloutState, at: number): RolloutChange {
  const next = plan.steps[state.step + 1];
  if (!next) return completed(plan, state);
  if (!next.needsApproval) return enter(plan, state, state.step + 1, at);
  const message = `step ${state.step + 2} of ${plan.steps.length} waits for an approval`;
  const waiting: RolloutState = {
    ...state,
    status: 'AWAITING_APPROVAL',
    heldMs: heldMsAt(state, at),
    runningSince: at,
  };
  // the share may come from a step that was merged into this change
  const share = plan.steps[state.step]?.trafficShare ?? 0;
  return {
    state: waiting,
    effects: [
      { type: 'SET_SHARE', trafficShare: share },
      { type: 'STORE_EVIDENCE', reason: message },
      { type: 'RAISE_ALERT', severity: 'INFO', message },
    ],
  };
}

function enter(plan: RolloutPlan, state: RolloutState, position: number, at: number): RolloutChange {
  const step = plan.steps[position] as RolloutStep;
  // the verdict is over all steps: without samples to collect it also holds for the new step
  const isProven = state.verdict === 'SUCCESS' && step.minimumSamples === 0;
  return {
    state: {
      status: 'RUNNING',
      step: position,
      runningSince: at,
      heldMs: 0,
      verdict: state.verdict,
      ...(isProven && { provenSince: at }),
    },
    effects: [
      { type: 'SET_SHARE', trafficShare: step.trafficShare },
      { type: 'STORE_EVIDENCE', reason: `step ${position + 1} of ${plan.steps.length} begins` },
    ],
  };
}

function completed(plan: RolloutPlan, state: RolloutState): RolloutChange {
  const moves = plan.strategy === 'CANARY' || plan.strategy === 'IMMEDIATE';
  const message = moves ? 'the challenger has passed all steps' : 'the comparison has ended';
  return {
    state: { ...state, status: 'COMPLETED' },
    effects: [
      moves ? { type: 'PROMOTE' } : { type: 'SET_SHARE', trafficShare: 0 },
      { type: 'STORE_EVIDENCE', reason: message },
      { type: 'RAISE_ALERT', severity: 'INFO', message },
    ],
  };
}

function ended(
  state: RolloutState,
  status: 'ABORTED' | 'ROLLED_BACK',
  reason: string,
  severity: 'INFO' | 'WARNING' | 'CRITICAL',
): RolloutChange {
  return {
    state: { ...state, status },
    effects: [
      { type: 'SET_SHARE', trafficShare: 0 },
      { type: 'STORE_EVIDENCE', reason },
      { type: 'RAISE_ALERT', severity, message: reason },
    ],
  };
}

/** Hold time of the step that has passed; a clock that ran backwards adds none. */
function heldMsAt(state: RolloutState, at: number): number {
  return state.heldMs + (state.status === 'RUNNING' ? Math.max(0, at - state.runningSince) : 0);
}
