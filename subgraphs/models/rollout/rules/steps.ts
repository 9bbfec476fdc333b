import { DomainError } from '../../../../platform/errors.ts';
import { HOUR_MS } from '../../../../platform/time.ts';

/** Strategies of a rollout. */
export const ROLLOUT_STRATEGIES = ['SHADOW', 'CANARY', 'AB_TEST', 'IMMEDIATE'] as const;

/** A strategy of {@link ROLLOUT_STRATEGIES}. */
export type RolloutStrategy = (typeof ROLLOUT_STRATEGIES)[number];

/** Step of a rollout. */
export interface RolloutStep {
  /** traffic share of the challenger, above 0, at most 1; for SHADOW the share of requests that it scores */
  readonly trafficShare: number;
  /** minimum duration, milliseconds, without pauses */
  readonly holdMs: number;
  /** minimum number of requests of the challenger; a step without a minimum is a timed step */
  readonly minimumSamples: number;
  /** whether another person must approve it before it begins */
  readonly needsApproval: boolean;
}

/** Default steps by strategy. CANARY: 10 %, 50 %, and after an approval all traffic. */
export const DEFAULT_STEPS: Readonly<Record<RolloutStrategy, readonly RolloutStep[]>> = {
  SHADOW: [{ trafficShare: 1, holdMs: 24 * HOUR_MS, minimumSamples: 100, needsApproval: false }],
  CANARY: [
    { trafficShare: 0.1, holdMs: HOUR_MS, minimumSamples: 100, needsApproval: false },
    { trafficShare: 0.5, holdMs: HOUR_MS, minimumSamples: 100, needsApproval: false },
    { trafficShare: 1, holdMs: HOUR_MS, minimumSamples: 100, needsApproval: true },
  ],
  AB_TEST: [{ trafficShare: 0.5, holdMs: 14 * 24 * HOUR_MS, minimumSamples: 1000, needsApproval: false }],
  IMMEDIATE: [{ trafficShare: 1, holdMs: 0, minimumSamples: 0, needsApproval: true }],
};

/**
 * Checks the steps of a rollout. A step with all traffic always needs an approval, requested or not.
 *
 * CANARY: shares grow strictly and end at 1. IMMEDIATE: one step of share 1. AB_TEST: one step of a share below 1.
 * SHADOW: one step.
 *
 * @throws {DomainError} ROLLOUT_INVALID naming the step, with found and expected
 */
export function requireSteps(strategy: RolloutStrategy, steps: readonly RolloutStep[]): readonly RolloutStep[] {
  steps.forEach(requireStep);
  const shares = steps.map(({ trafficShare }) => trafficShare);
  const found = `found shares ${shares.join(', ') || 'none'}`;
  const refuse = (expected: string, position: number) => {
    throw new DomainError('ROLLOUT_INVALID', `${strategy} steps: ${found}, expected ${expected}`, { step: position });
  };
  const last = shares.at(-1);
  if (last === undefined) return refuse('at least one step', 0);
  if (strategy !== 'CANARY' && shares.length > 1) return refuse('one step', 1);
  const shrinking = shares.findIndex((share, i) => i > 0 && share <= (shares[i - 1] as number));
  if (shrinking > 0) return refuse('each share above the one before', shrinking);
  if ((strategy === 'CANARY' || strategy === 'IMMEDIATE') && last !== 1)
    return refuse('1 at the end', shares.length - 1);
  if (strategy === 'AB_TEST' && last === 1) return refuse('a share below 1, the champion needs some', 0);
  return steps.map((step) =>
    strategy !== 'SHADOW' && step.trafficShare === 1 ? { ...step, needsApproval: true } : step,
  );
}

function requireStep({ trafficShare, holdMs, minimumSamples }: RolloutStep, position: number): void {
  const refuse = (message: string) => {
    throw new DomainError('ROLLOUT_INVALID', `step ${position + 1}: ${message}`, { step: position });
  };
  if (!(trafficShare > 0 && trafficShare <= 1)) {
    refuse(`found traffic share ${trafficShare}, expected above 0, at most 1`);
  }
  if (!(holdMs >= 0 && Number.isFinite(holdMs))) refuse(`found hold time ${holdMs} ms, expected a number ≥ 0`);
  if (!(minimumSamples >= 0 && Number.isSafeInteger(minimumSamples))) {
    refuse(`found ${minimumSamples} samples at least, expected a whole number ≥ 0`);
  }
}
