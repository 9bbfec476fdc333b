import type { Accession } from '../../versions/rules/reign.ts';
import type { RolloutRow } from './rollout-row.ts';

/**
 * How the challenger of a rollout becomes champion at its end: as one that passed its steps, or back as a champion of
 * before that skipped them.
 *
 * Rollouts of before that was stored are told by their last step: only on the way back it needed no approval.
 */
export function accessionOf({ settings: { isWayBack, steps } }: Pick<RolloutRow, 'settings'>): Accession {
  return (isWayBack ?? steps.at(-1)?.needsApproval === false) ? 'ROLLBACK' : 'PROMOTE';
}
