import type { GuardrailMetric, RolloutStrategy } from '../../../graph/generated/graphql.ts';
import { isCount, numberOf, shareOf, withoutNoise } from './typed-number.ts';

/** A step of a rollout. */
export interface PlannedStep {
  readonly trafficShare: number;
  readonly holdSeconds: number;
  readonly minimumSamples: number;
  readonly needsApproval: boolean;
}

/** A step as the form holds it, with its fields as typed. */
export interface DraftStep {
  /** percent */
  readonly share: string;
  readonly holdHours: string;
  readonly samples: string;
  readonly needsApproval: boolean;
}

/** A guardrail as the form holds it. */
export interface DraftGuardrail {
  readonly metric: GuardrailMetric;
  readonly isOn: boolean;
  readonly limit: string;
  readonly holds: boolean;
}

/** Places of faults in a plan of steps, the same as the gateway's rules. */
export type StepFault = 'SHARE' | 'HOLD' | 'SAMPLES' | 'GROWS' | 'ENDS_AT_ALL';

const HOUR_SECONDS = 3_600;

/** Steps that the gateway takes when none are given. */
export const DEFAULT_STEPS: Readonly<Record<RolloutStrategy, readonly PlannedStep[]>> = {
  SHADOW: [{ trafficShare: 1, holdSeconds: 24 * HOUR_SECONDS, minimumSamples: 100, needsApproval: false }],
  CANARY: [
    { trafficShare: 0.1, holdSeconds: HOUR_SECONDS, minimumSamples: 100, needsApproval: false },
    { trafficShare: 0.5, holdSeconds: HOUR_SECONDS, minimumSamples: 100, needsApproval: false },
    { trafficShare: 1, holdSeconds: HOUR_SECONDS, minimumSamples: 100, needsApproval: true },
  ],
  AB_TEST: [{ trafficShare: 0.5, holdSeconds: 14 * 24 * HOUR_SECONDS, minimumSamples: 1_000, needsApproval: false }],
  IMMEDIATE: [{ trafficShare: 1, holdSeconds: 0, minimumSamples: 0, needsApproval: true }],
};

/** Guardrails that the gateway takes when none are given. */
export const DEFAULT_GUARDRAILS: readonly DraftGuardrail[] = [
  { metric: 'ERROR_RATE', isOn: true, limit: '0.02', holds: true },
  { metric: 'LATENCY_P95', isOn: true, limit: '0.5', holds: true },
  { metric: 'SCORE_PSI', isOn: true, limit: '0.25', holds: true },
  { metric: 'CONVERSION', isOn: true, limit: '0.1', holds: false },
];

const LIMITS: Readonly<Record<GuardrailMetric, number>> = {
  ERROR_RATE: 1,
  LATENCY_P95: 100,
  SCORE_PSI: 100,
  CONVERSION: 1,
};

/** Steps in the form's fields. */
export function draftSteps(strategy: RolloutStrategy): readonly DraftStep[] {
  return DEFAULT_STEPS[strategy].map(({ trafficShare, holdSeconds, minimumSamples, needsApproval }) => ({
    share: String(withoutNoise(trafficShare * 100)),
    holdHours: String(withoutNoise(holdSeconds / HOUR_SECONDS)),
    samples: String(minimumSamples),
    needsApproval,
  }));
}

/** Steps of the form as the graph takes them. */
export function plannedSteps(drafts: readonly DraftStep[]): readonly PlannedStep[] {
  return drafts.map(({ share, holdHours, samples, needsApproval }) => ({
    trafficShare: shareOf(share),
    holdSeconds: withoutNoise(numberOf(holdHours) * HOUR_SECONDS),
    minimumSamples: numberOf(samples),
    needsApproval,
  }));
}

/** Faults of the steps, by step; undefined for a step without one. */
export function stepFaults(
  strategy: RolloutStrategy,
  drafts: readonly DraftStep[],
): readonly (StepFault | undefined)[] {
  const steps = plannedSteps(drafts);
  return steps.map((step, index) => {
    const { trafficShare, holdSeconds, minimumSamples } = step;
    if (!(holdSeconds >= 0 && Number.isFinite(holdSeconds))) return 'HOLD';
    if (!isCount(minimumSamples, 0)) return 'SAMPLES';
    // its arms state the share
    if (strategy === 'AB_TEST') return undefined;
    if (!(trafficShare > 0 && trafficShare <= 1)) return 'SHARE';
    const before = steps[index - 1];
    if (before && trafficShare <= before.trafficShare) return 'GROWS';
    const isLast = index === steps.length - 1;
    return isLast && strategy !== 'SHADOW' && trafficShare !== 1 ? 'ENDS_AT_ALL' : undefined;
  });
}

/** Largest limit of a guardrail, exclusive. */
export function largestLimit(metric: GuardrailMetric): number {
  return LIMITS[metric];
}

/** Whether a guardrail's limit is in its range; those that are off have none. */
export function isLimitFit({ metric, isOn, limit }: DraftGuardrail): boolean {
  const value = numberOf(limit);
  return !isOn || (value > 0 && value < LIMITS[metric]);
}

/** Guardrails of the form as the graph takes them. */
export function plannedGuardrails(
  drafts: readonly DraftGuardrail[],
): readonly { readonly metric: GuardrailMetric; readonly limit: number; readonly holds: boolean }[] {
  return drafts
    .filter(({ isOn }) => isOn)
    .map(({ metric, limit, holds }) => ({ metric, limit: numberOf(limit), holds }));
}
