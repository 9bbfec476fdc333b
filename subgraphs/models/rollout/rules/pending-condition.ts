import type { RolloutRow } from './rollout-row.ts';
import type { RolloutState } from './rollout-state.ts';
import type { RolloutStep, RolloutStrategy } from './steps.ts';
import { counted } from './verdict/explain.ts';

/** Part of a rollout that its next transition depends on. */
export type Waiting = Pick<RolloutRow, 'state' | 'settings' | 'requested_by'> & Partial<Pick<RolloutRow, 'strategy'>>;

/**
 * Condition that a rollout waits for, as a sentence for people.
 *
 * @returns undefined once it has ended
 */
export function pendingCondition({ state, settings, requested_by, strategy = 'CANARY' }: Waiting): string | undefined {
  const { steps, replayRows } = settings;
  const next = `step ${state.step + 2} of ${steps.length}`;
  switch (state.status) {
    case 'PENDING':
      return `Waits for the replay of the latest ${counted(replayRows, 'request')} through its versions.`;
    case 'AWAITING_APPROVAL':
      return `Waits for an approval of ${next} by another person than ${requested_by}.`;
    case 'PAUSED':
      return 'Waits to be resumed.';
    case 'RUNNING':
      return state.hold ?? running(state, steps[state.step] as RolloutStep, strategy);
    default:
      return undefined;
  }
}

/**
 * Earliest end of the step in force, when its hold time has passed, epoch milliseconds.
 *
 * @returns undefined unless the rollout is running
 */
export function earliestStepEnd({ state, settings }: Pick<RolloutRow, 'state' | 'settings'>): number | undefined {
  const step = settings.steps[state.step];
  if (state.status !== 'RUNNING' || !step) return undefined;
  return Math.max(state.runningSince + step.holdMs - state.heldMs, state.provenSince ?? 0);
}

function running(
  { provenSince, verdict }: RolloutState,
  { minimumSamples }: RolloutStep,
  strategy: RolloutStrategy,
): string {
  if (provenSince !== undefined) return 'Waits for the hold time of its step to pass.';
  const who = strategy === 'SHADOW' ? 'shadow' : 'challenger';
  const samples = minimumSamples > 0 ? [`${counted(minimumSamples, 'request')} of the ${who} in this step`] : [];
  // the others end by failures, and need no proof
  const proof = strategy === 'CANARY' ? ['evidence that its guardrails are met'] : [];
  const needs = [...samples, ...proof].join(' and ') || 'its next analysis';
  return `Waits for ${needs}; the latest verdict is ${verdict}.`;
}
