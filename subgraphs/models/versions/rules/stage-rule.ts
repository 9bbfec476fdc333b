import { DomainError } from '../../../../platform/errors.ts';

/** Stages of a version, as other model registries have them. The version in PRODUCTION is the champion. */
export const STAGES = ['NONE', 'STAGING', 'PRODUCTION', 'ARCHIVED'] as const;

/** A stage of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** Actions that change the stage of a version. */
export const STAGE_ACTIONS = ['REGISTER', 'STAGE', 'PROMOTE', 'REPLACE', 'ROLL_BACK', 'ARCHIVE'] as const;

/** An action of {@link STAGE_ACTIONS}. REPLACE happens to the previous champion in a promotion or rollback. */
export type StageAction = (typeof STAGE_ACTIONS)[number];

/**
 * Transitions by action: the stages that it starts from, the stage that it leads to, and the expectation for refusals.
 */
const ACTIONS = {
  STAGE: { from: ['NONE', 'ARCHIVED'], to: 'STAGING', instead: 'a version of stage NONE or ARCHIVED' },
  PROMOTE: { from: ['NONE', 'STAGING'], to: 'PRODUCTION', instead: 'a version of stage NONE or STAGING' },
  ROLL_BACK: { from: ['NONE', 'STAGING', 'ARCHIVED'], to: 'PRODUCTION', instead: 'a version that is not champion' },
  REPLACE: { from: ['PRODUCTION'], to: 'ARCHIVED', instead: 'the champion' },
  ARCHIVE: { from: ['NONE', 'STAGING'], to: 'ARCHIVED', instead: 'a version that is neither champion nor archived' },
} as const satisfies Record<string, { from: readonly Stage[]; to: Stage; instead: string }>;

/** Action that moves a version between stages. */
export type StageMove = keyof typeof ACTIONS;

/**
 * Stage of a version after an action.
 *
 * @throws {DomainError} STAGE_TRANSITION_REFUSED when the action cannot start from this stage
 */
export function stageAfter(action: StageMove, from: Stage, name: string): Stage {
  const rule: { readonly from: readonly Stage[]; readonly to: Stage; readonly instead: string } = ACTIONS[action];
  if (rule.from.includes(from)) return rule.to;
  const message = `${name}: found stage ${from}, expected ${rule.instead} for ${action}`;
  throw new DomainError('STAGE_TRANSITION_REFUSED', message, { found: from, expected: rule.from, action });
}
