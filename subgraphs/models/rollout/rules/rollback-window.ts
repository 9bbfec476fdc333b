import type { Accession, Reign } from '../../versions/rules/reign.ts';
import { standingOf } from '../../versions/rules/standing.ts';
import type { RolloutRow } from './rollout-row.ts';

/** So many champions before the current one can come back without steps. */
export const ROLLBACK_WINDOW = 3;

/**
 * Whether a version was one of the last champions before the current one: it can take part in a rollout although it is
 * archived.
 *
 * @param championships versions in the order in which they became champion, the current one last; repetitions count once
 * @example versions 1, 2, 3, 4, 5: 2, 3 and 4 were, 1 was not
 */
export function isInRollbackWindow(championships: readonly number[], version: number): boolean {
  const current = championships.at(-1);
  const latestFirst = [...new Set(championships.toReversed())].filter((champion) => champion !== current);
  return latestFirst.slice(0, ROLLBACK_WINDOW).includes(version);
}

/**
 * Whether going back to a version may skip steps and replay: it is one of the last champions, its reign is known to have
 * ended in good standing, and no rollout of it was rolled back since. It has proven itself on all traffic, and haste may
 * be needed.
 *
 * @param reigns       oldest first, the one that lasts included
 * @param rolledBackAt place in the history after which the latest rollout of the version was rolled back
 */
export function isWayBack(reigns: readonly Reign[], version: number, rolledBackAt: number | undefined): boolean {
  const championships = reigns.map((reign) => reign.version);
  if (!isInRollbackWindow(championships, version) || standingOf(reigns, version) !== 'PROVEN') return false;
  const endedAt = reigns.findLast((reign) => reign.version === version && reign.ended)?.ended?.id;
  return rolledBackAt === undefined || (endedAt !== undefined && rolledBackAt < endedAt);
}

/**
 * How the challenger of a rollout becomes champion at its end: as one that passed its steps, or back as a champion of
 * before that skipped them.
 *
 * Rollouts of before that was stored are told by their last step: only on the way back it needed no approval.
 */
export function accessionOf({ settings: { isWayBack, steps } }: Pick<RolloutRow, 'settings'>): Accession {
  return (isWayBack ?? steps.at(-1)?.needsApproval === false) ? 'ROLLBACK' : 'PROMOTE';
}
