import type { RolloutStrategy } from '../../../graph/generated/graphql.ts';
import {
  DEFAULT_GUARDRAILS,
  type DraftGuardrail,
  type DraftStep,
  draftSteps,
  isLimitFit,
  plannedGuardrails,
  plannedSteps,
  stepFaults,
} from './rollout-plan.ts';

/** The form that starts a rollout, with its fields as typed. Absent steps and guardrails are the gateway's defaults. */
export interface StartDraft {
  readonly version: number;
  readonly strategy: RolloutStrategy;
  readonly steps: readonly DraftStep[] | undefined;
  readonly guardrails: readonly DraftGuardrail[] | undefined;
  readonly replayRows: string;
  /** percent */
  readonly holdout: string;
  /** percentage points; only an A/B test has it */
  readonly effect: string;
}

/** Faults of the further settings, by field. */
export interface FurtherFaults {
  readonly replayRows: boolean;
  readonly holdout: boolean;
  readonly effect: boolean;
}

const MOST_REPLAYED = 10_000;

/** The form as it opens. */
export function firstDraft(version: number): StartDraft {
  return {
    version,
    strategy: 'CANARY',
    steps: undefined,
    guardrails: undefined,
    replayRows: '200',
    holdout: '0',
    effect: '',
  };
}

/** Another strategy has other steps: changed ones are given up. */
export function withStrategy(draft: StartDraft, strategy: RolloutStrategy): StartDraft {
  return { ...draft, strategy, steps: undefined };
}

/** Steps that would be taken. */
export function stepsOf({ steps, strategy }: StartDraft): readonly DraftStep[] {
  return steps ?? draftSteps(strategy);
}

/** Guardrails that would be taken. */
export function guardrailsOf({ guardrails }: StartDraft): readonly DraftGuardrail[] {
  return guardrails ?? DEFAULT_GUARDRAILS;
}

/** Faults of the further settings. */
export function furtherFaults({ replayRows, holdout, effect, strategy }: StartDraft): FurtherFaults {
  const rows = numberOf(replayRows);
  const points = numberOf(effect);
  return {
    replayRows: strategy !== 'SHADOW' && !(Number.isInteger(rows) && rows >= 0 && rows <= MOST_REPLAYED),
    holdout: !(numberOf(holdout) >= 0 && numberOf(holdout) < 100),
    effect: strategy === 'AB_TEST' && effect.trim() !== '' && !(points > 0 && points < 100),
  };
}

/** Whether the gateway would take the form. */
export function isFit(draft: StartDraft): boolean {
  const { replayRows, holdout, effect } = furtherFaults(draft);
  return (
    !(replayRows || holdout || effect) &&
    stepFaults(draft.strategy, stepsOf(draft)).every((fault) => fault === undefined) &&
    guardrailsOf(draft).every(isLimitFit)
  );
}

/** The form as `startRollout` takes it, without model and reason. */
export function startVariables(draft: StartDraft) {
  const { version, strategy, steps, guardrails, replayRows, holdout, effect } = draft;
  return {
    version,
    strategy,
    steps: steps ? [...plannedSteps(steps)] : null,
    guardrails: guardrails ? [...plannedGuardrails(guardrails)] : null,
    replayRows: strategy === 'SHADOW' ? null : Number(replayRows),
    holdoutShare: Number(holdout) / 100,
    minimumEffect: strategy === 'AB_TEST' && effect.trim() !== '' ? Number(effect) / 100 : null,
  };
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
