import { plannedGuardrails, plannedSteps } from './rollout-plan.ts';
import { hasOwnArms, hasOwnTripWires, isAnswering, isOwn, type StartDraft, treatmentsOf } from './start-draft.ts';
import { plannedTripWires } from './trip-wires-plan.ts';
import { shareOf } from './typed-number.ts';
import { plannedArms, plannedShadows, treatedShare } from './version-shares.ts';

/** The form as `startRollout` takes it, without model and reason; null is the gateway's default. */
export function startVariables(draft: StartDraft, champion: number) {
  const { version, strategy, guardrails, tripWires, shadows, replayRows, holdout, effect } = draft;
  const isTest = strategy === 'AB_TEST';
  return {
    version,
    strategy,
    steps: stepVariables(draft),
    guardrails: guardrails && isAnswering(strategy) ? [...plannedGuardrails(guardrails)] : null,
    arms: hasOwnArms(draft) ? [...plannedArms(champion, treatmentsOf(draft))] : null,
    tripWires: isAnswering(strategy) && hasOwnTripWires(draft) ? plannedTripWires(tripWires) : null,
    shadowVersions: shadows.length > 0 ? [...plannedShadows(shadows)] : null,
    replayRows: isAnswering(strategy) && isOwn({ replayRows }) ? Number(replayRows) : null,
    holdoutShare: isOwn({ holdout }) ? shareOf(holdout) : null,
    minimumEffect: isTest && isOwn({ effect }) ? shareOf(effect) : null,
  };
}

function stepVariables(draft: StartDraft) {
  if (!draft.steps) return null;
  const steps = plannedSteps(draft.steps);
  // the arms of an A/B test state its share
  const trafficShare = treatedShare(treatmentsOf(draft));
  return draft.strategy === 'AB_TEST' ? steps.map((step) => ({ ...step, trafficShare })) : [...steps];
}
