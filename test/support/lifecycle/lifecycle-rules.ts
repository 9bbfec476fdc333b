import { requireScope } from '../../../platform/graphql/require-scope.ts';
import { requireOtherApprover } from '../../../subgraphs/models/gates/approval-gate.ts';
import { judgePromotion, refusingGates } from '../../../subgraphs/models/gates/judge-promotion.ts';
import { refuseDuringRollout } from '../../../subgraphs/models/rollout/commands/require-no-rollout.ts';
import { goesOnTrial } from '../../../subgraphs/models/rollout/rules/admission.ts';
import { resolveSettings } from '../../../subgraphs/models/rollout/rules/resolve-settings.ts';
import { accessionOf, isWayBack } from '../../../subgraphs/models/rollout/rules/rollback-window.ts';
import { nextRollout } from '../../../subgraphs/models/rollout/rules/rollout-state.ts';
import { previousChampion } from '../../../subgraphs/models/versions/rules/previous-champion.ts';
import { type Reign, reignEnd } from '../../../subgraphs/models/versions/rules/reign.ts';
import { stageAfter } from '../../../subgraphs/models/versions/rules/stage-rule.ts';
import { isInGoodStanding } from '../../../subgraphs/models/versions/rules/standing.ts';

/** Rules by which production decides on traffic, as data for the model of the lifecycle. */
export const RULES = {
  stageAfter,
  judgePromotion,
  refusingGates,
  requireOtherApprover,
  requireScope,
  refuseDuringRollout,
  goesOnTrial,
  resolveSettings,
  nextRollout,
  accessionOf,
  isWayBack,
  previousChampion,
  isInGoodStanding,
  reignEnd,
  /** whether the previous champion leaves PRODUCTION when the next arrives */
  isReplaced: () => true,
  /** whether a version can be loaded, by whether its file is intact */
  isLoadable: (isIntact: boolean) => isIntact,
};

/** Rules of the type of {@link RULES}. */
export type Rules = typeof RULES;

const withoutEnd = ({ version, action }: Reign): Reign => ({ version, action });
const unapproved = <Step extends { readonly needsApproval: boolean }>(step: Step) => ({
  ...step,
  needsApproval: false,
});

/** Each rule disabled by itself: the faults that it prevents. */
export const WITHOUT: Readonly<Record<string, Partial<Rules>>> = {
  'the stage rule': { stageAfter: (action) => TO[action] },
  'the gates': { refusingGates: () => [] },
  'the gate APPROVAL': {
    judgePromotion: (evidence, policy) => judgePromotion({ ...evidence, approvedBy: 'nobody' }, policy),
  },
  'the second person of a promotion': { requireOtherApprover: () => undefined },
  'the second person of a rollout': {
    nextRollout: (plan, state, event) => nextRollout({ ...plan, requestedBy: 'nobody' }, state, event),
  },
  'the scope of approvals': { requireScope: () => undefined },
  'the wait of promotions for rollouts': { refuseDuringRollout: () => undefined },
  'the admission of challengers': { goesOnTrial: ({ stage }) => stage === 'NONE' },
  'the approval before all traffic': {
    resolveSettings: (request, ground) => {
      const terms = resolveSettings(request, ground);
      return { ...terms, settings: { ...terms.settings, steps: terms.settings.steps.map(unapproved) } };
    },
  },
  'the approval of the policy on the way back': {
    resolveSettings: (request, ground) => resolveSettings(request, { ...ground, needsApproval: false }),
  },
  'the steps that are stated': {
    resolveSettings: (request, ground) => resolveSettings({ ...request, steps: undefined }, ground),
  },
  'the end of a rollout by a failure': {
    nextRollout: (plan, state, event) =>
      nextRollout(
        plan,
        state,
        event.type === 'ANALYSED' && event.verdict === 'FAILURE' ? { ...event, verdict: 'INCONCLUSIVE' } : event,
      ),
  },
  'the hold of what is not decided': {
    nextRollout: (plan, state, event) =>
      nextRollout(
        plan,
        state,
        event.type === 'ANALYSED' && event.verdict === 'INCONCLUSIVE' ? { ...event, verdict: 'SUCCESS' } : event,
      ),
  },
  'the samples of a step': {
    nextRollout: (plan, state, event) =>
      nextRollout(plan, state, event.type === 'ANALYSED' ? { ...event, stepSamples: 1_000 } : event),
  },
  'the hold time of a step': {
    nextRollout: (plan, state, event) =>
      nextRollout({ ...plan, steps: plan.steps.map((step) => ({ ...step, holdMs: 0 })) }, state, event),
  },
  'the end of traffic with the rollout': {
    nextRollout: (plan, state, event) => {
      const change = nextRollout(plan, state, event);
      return event.type === 'ABORT' ? { ...change, state } : change;
    },
  },
  'good standing in the rollback window': {
    isWayBack: (reigns, version) => reigns.some((reign) => reign.version === version && reign.ended),
  },
  'the rollouts that were rolled back since': {
    isWayBack: (reigns, version) => isWayBack(reigns, version, undefined),
  },
  'good standing of the champion before': {
    previousChampion: (reigns, damaged) => previousChampion(reigns.map(withoutEnd), damaged),
  },
  'good standing of a rollback that names a version': { isInGoodStanding: () => true },
  'intact files': { isLoadable: () => true },
  'the alerts of a reign': { reignEnd: (accession) => reignEnd(accession, false) },
  'the mark of the kill switch': {
    reignEnd: (accession, isAlerted) => reignEnd(accession === 'KILL_SWITCH' ? 'PROMOTE' : accession, isAlerted),
  },
  'the mark of a rollback': {
    reignEnd: (accession, isAlerted) => reignEnd(accession === 'ROLLBACK' ? 'PROMOTE' : accession, isAlerted),
  },
  'the way back as what it is': { accessionOf: () => 'PROMOTE' },
  'the place for one champion': { isReplaced: () => false },
};

const TO = {
  STAGE: 'STAGING',
  PROMOTE: 'PRODUCTION',
  ROLL_BACK: 'PRODUCTION',
  REPLACE: 'ARCHIVED',
  ARCHIVE: 'ARCHIVED',
} as const;
