import { DomainError } from '../../../../platform/errors.ts';
import type { Stage } from '../../versions/rules/stage-rule.ts';
import type { RolloutVersion } from './rollout-row.ts';

/** Version to be admitted to a rollout. */
export interface Candidate {
  /** such as `lead-conversion:2` */
  readonly name: string;
  readonly version: number;
  readonly role: RolloutVersion['role'];
  readonly stage: Stage;
  /** whether it is one of the last champions, and was not archived by hand since */
  readonly isRecentChampion: boolean;
  /** whether it skips steps: then it stays ARCHIVED until it is champion again */
  readonly isWayBack: boolean;
}

/**
 * Whether a version moves to STAGING when it is admitted to a rollout, instead of staying in its stage.
 *
 * @throws {DomainError} STAGE_TRANSITION_REFUSED for the champion, and for an archived version that is not one of the
 *   last champions
 */
export function goesOnTrial({ name, version, role, stage, isRecentChampion, isWayBack }: Candidate): boolean {
  if (stage === 'PRODUCTION' || (stage === 'ARCHIVED' && !isRecentChampion)) {
    const expected = 'NONE, STAGING, or ARCHIVED for one of the last champions';
    const message = `${name}: found stage ${stage}, expected ${expected}`;
    throw new DomainError('STAGE_TRANSITION_REFUSED', message, {
      version,
      found: stage,
      expected: ['NONE', 'STAGING'],
    });
  }
  return role === 'CHALLENGER' && stage !== 'STAGING' && !(isWayBack && stage === 'ARCHIVED');
}
