import type { PlannedStep } from './start/rollout-plan.ts';

/** A rollout, as far as its progress needs it. */
export interface RolloutPlace {
  readonly strategy: string;
  readonly status: string;
  readonly step: number;
  readonly steps: readonly PlannedStep[];
  readonly nextStepAt?: string | null;
}

/** Place of a step: before the one in force, in force, the next one, later, or not reached before the end. */
export type StepPlace = 'DONE' | 'CURRENT' | 'NEXT' | 'LATER' | 'NEVER';

const OPEN: ReadonlySet<string> = new Set(['PENDING', 'AWAITING_APPROVAL', 'RUNNING', 'PAUSED']);

/** Whether a rollout has not ended. */
export function isOpen(status: string): boolean {
  return OPEN.has(status);
}

/** Place of a step in its rollout. */
export function stepPlace({ status, step }: RolloutPlace, index: number): StepPlace {
  if (index < step || status === 'COMPLETED') return 'DONE';
  if (!isOpen(status)) return index === step ? 'CURRENT' : 'NEVER';
  if (index === step) return 'CURRENT';
  return index === step + 1 ? 'NEXT' : 'LATER';
}

/** Share of the hold time of the step in force that has passed, 0 to 1; undefined where nothing waits for it. */
export function heldShare({ nextStepAt, steps, step }: RolloutPlace, now: number): number | undefined {
  const holdMs = (steps[step]?.holdSeconds ?? 0) * 1_000;
  if (!nextStepAt || holdMs === 0) return undefined;
  return Math.min(1, Math.max(0, 1 - (Date.parse(nextStepAt) - now) / holdMs));
}

/** The step after the one in force; undefined in the last. */
export function nextStep({ steps, step }: RolloutPlace): PlannedStep | undefined {
  return steps[step + 1];
}

/** Whether the challenger becomes champion when the last step is done. */
export function isPromoting({ strategy }: Pick<RolloutPlace, 'strategy'>): boolean {
  return strategy === 'CANARY' || strategy === 'IMMEDIATE';
}
