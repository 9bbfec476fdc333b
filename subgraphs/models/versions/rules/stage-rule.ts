import { DomainError } from '../../../../platform/errors.ts';

/** Where a version stands, as users of model registries know it. The one in PRODUCTION is the champion. */
export const STAGES = ['NONE', 'STAGING', 'PRODUCTION', 'ARCHIVED'] as const;

/** A stage of {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** What someone did to a version. */
export const STAGE_ACTIONS = ['REGISTER', 'STAGE', 'PROMOTE', 'REPLACE', 'ROLL_BACK', 'ARCHIVE'] as const;

/** An action of {@link STAGE_ACTIONS}. REPLACE is what a promotion or rollback does to the champion before. */
export type StageAction = (typeof STAGE_ACTIONS)[number];

/** From which stages each action may start, where it leads, and what to do instead when it may not. */
const ACTIONS = {
  STAGE: { from: ['NONE', 'ARCHIVED'], to: 'STAGING', instead: 'a version of stage NONE or ARCHIVED' },
  PROMOTE: { from: ['NONE', 'STAGING'], to: 'PRODUCTION', instead: 'a version of stage NONE or STAGING' },
  ROLL_BACK: { from: ['NONE', 'STAGING', 'ARCHIVED'], to: 'PRODUCTION', instead: 'a version that is not champion' },
  REPLACE: { from: ['PRODUCTION'], to: 'ARCHIVED', instead: 'the champion' },
  ARCHIVE: { from: ['NONE', 'STAGING'], to: 'ARCHIVED', instead: 'a version that is neither champion nor archived' },
} as const satisfies Record<string, { from: readonly Stage[]; to: Stage; instead: string }>;

/** An action that moves a version from one stage to another. */
export type StageMove = keyof typeof ACTIONS;

/**
 * The stage a version has after an action.
 *
 * @throws {DomainError} STAGE_TRANSITION_REFUSED when the action cannot start from this stage
 */
export function stageAfter(action: StageMove, from: Stage, name: string): Stage {
  const rule: { readonly from: readonly Stage[]; readonly to: Stage; readonly instead: string } = ACTIONS[action];
  if (rule.from.includes(from)) return rule.to;
  const message = `${name}: found stage ${from}, expected ${rule.instead} for ${action}`;
  throw new DomainError('STAGE_TRANSITION_REFUSED', message, { found: from, expected: rule.from, action });
}
