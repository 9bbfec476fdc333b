import type { RolloutStrategy } from '../../../graph/generated/graphql.ts';
import type { Candidate } from './candidate.ts';
import { DEFAULT_GUARDRAILS, type DraftGuardrail, type DraftStep, draftSteps } from './rollout-plan.ts';
import { DEFAULT_TRIP_WIRES, type DraftTripWires } from './trip-wires-plan.ts';
import type { DraftVersion } from './version-shares.ts';

/** The form that starts a rollout, with its fields as typed. Absent steps and guardrails are the gateway's defaults. */
export interface StartDraft {
  readonly version: number;
  readonly strategy: RolloutStrategy;
  readonly steps: readonly DraftStep[] | undefined;
  readonly guardrails: readonly DraftGuardrail[] | undefined;
  /** share of the version, percent; only an A/B test has it */
  readonly armShare: string;
  /** versions that an A/B test tests beside the version */
  readonly arms: readonly DraftVersion[];
  readonly tripWires: DraftTripWires;
  readonly shadows: readonly DraftVersion[];
  readonly replayRows: string;
  /** percent */
  readonly holdout: string;
  /** percentage points; only an A/B test has it */
  readonly effect: string;
}

/** Settings that the gateway takes when none are given. */
export const DEFAULTS = {
  armShare: draftSteps('AB_TEST')[0]?.share ?? '',
  tripWires: DEFAULT_TRIP_WIRES,
  replayRows: '200',
  holdout: '0',
  effect: '',
} as const;

/** The form as it opens. */
export function firstDraft(version: number): StartDraft {
  return { ...DEFAULTS, version, strategy: 'CANARY', steps: undefined, guardrails: undefined, arms: [], shadows: [] };
}

/** Another strategy has other steps: changed ones are given up. */
export function withStrategy(draft: StartDraft, strategy: RolloutStrategy): StartDraft {
  return { ...draft, strategy, steps: undefined };
}

/** Whether a strategy gives leads to the version, so that it can fail; a shadow has no trip-wires and no replay. */
export function isAnswering(strategy: RolloutStrategy): boolean {
  return strategy !== 'SHADOW';
}

/** Steps that would be taken. */
export function stepsOf({ steps, strategy }: StartDraft): readonly DraftStep[] {
  return steps ?? draftSteps(strategy);
}

/** Guardrails that would be taken. */
export function guardrailsOf({ guardrails }: StartDraft): readonly DraftGuardrail[] {
  return guardrails ?? DEFAULT_GUARDRAILS;
}

/** Versions under test with their shares of the leads; only an A/B test has several. */
export function treatmentsOf({ version, strategy, armShare, arms }: StartDraft): readonly DraftVersion[] {
  return [{ version, share: armShare }, ...(strategy === 'AB_TEST' ? arms : [])];
}

/** Whether an A/B test has other arms than champion and version in equal shares. */
export function hasOwnArms({ strategy, armShare, arms }: StartDraft): boolean {
  return strategy === 'AB_TEST' && (arms.length > 0 || armShare !== DEFAULTS.armShare);
}

/**
 * Whether the version may get all leads in one step: the gateway lets a former champion in good standing skip the
 * default steps.
 */
export function mayReturnAtOnce({ version, strategy, steps }: StartDraft, candidates: readonly Candidate[]): boolean {
  const isFormer = candidates.some((each) => each.version === version && each.promotedAt);
  return isFormer && !steps && (strategy === 'CANARY' || strategy === 'IMMEDIATE');
}

/** Whether the further settings differ from the defaults. */
export function hasOwnFurther(draft: StartDraft): boolean {
  const { shadows, replayRows, holdout, effect } = draft;
  return hasOwnTripWires(draft) || shadows.length > 0 || isOwn({ replayRows, holdout, effect });
}

/** Whether the trip-wires differ from the defaults. */
export function hasOwnTripWires({ tripWires: { failures, p95Ms } }: StartDraft): boolean {
  return failures !== DEFAULT_TRIP_WIRES.failures || p95Ms !== DEFAULT_TRIP_WIRES.p95Ms;
}

/** Whether one of the typed settings differs from its default. */
export function isOwn(fields: Partial<Pick<StartDraft, 'replayRows' | 'holdout' | 'effect'>>): boolean {
  return Object.entries(fields).some(([name, value]) => value.trim() !== DEFAULTS[name as keyof typeof fields]);
}
