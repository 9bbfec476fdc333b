import type { Accession, Reign } from '../../versions/rules/reign.ts';
import { standingOf } from '../../versions/rules/standing.ts';
import type { RolloutRow } from './rollout-row.ts';

/** Number of champions before the current one that can return without steps. */
export const ROLLBACK_WINDOW = 3;

/**
 * Whether a version is one of the last champions before the current one, which can take part in a rollout although
 * archived.
 *
 * @param championships versions in the order in which they became champion, the current one last; repetitions count
 *   once
 * @example versions 1, 2, 3, 4, 5: true for 2, 3 and 4, false for 1
 */
export function isInRollbackWindow(championships: readonly number[], version: number): boolean {
  const current = championships.at(-1);
  const latestFirst = [...new Set(championships.toReversed())].filter((champion) => champion !== current);
  return latestFirst.slice(0, ROLLBACK_WINDOW).includes(version);
}

/**
 * Whether a rollout to a version may skip steps and replay: it is one of the last champions, its reign ended in good
 * standing, and no rollout of it was rolled back since. It is proven on all traffic, and the return may be urgent.
 *
 * @param reigns       oldest first, the current one included
 * @param rolledBackAt position in the history after which the latest rollout of the version was rolled back
 */
export function isWayBack(reigns: readonly Reign[], version: number, rolledBackAt: number | undefined): boolean {
  const championships = reigns.map((reign) => reign.version);
  if (!isInRollbackWindow(championships, version) || standingOf(reigns, version) !== 'PROVEN') return false;
  const endedAt = reigns.findLast((reign) => reign.version === version && reign.ended)?.ended?.id;
  return rolledBackAt === undefined || (endedAt !== undefined && rolledBackAt < endedAt);
}

/**
 * Accession of the challenger at the end of its rollout: a promotion after its steps, or the return of a former
 * champion that skipped them.
 *
 * For rollouts from before `isWayBack` was stored, the last step decides: only a return needed no approval.
 */
export function accessionOf({ settings: { isWayBack, steps } }: Pick<RolloutRow, 'settings'>): Accession {
  return (isWayBack ?? steps.at(-1)?.needsApproval === false) ? 'ROLLBACK' : 'PROMOTE';
}
