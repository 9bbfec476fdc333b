import type { Reign } from './reign.ts';
import { standingOf } from './standing.ts';

const NONE: ReadonlySet<number> = new Set();

/**
 * The version that the kill switch leads to: the latest champion before the current one that is in good standing.
 *
 * Rolling back twice goes two champions back, and not forth again: an arrival by rollback is traced to the promotion
 * that first brought this version.
 *
 * @param reigns  oldest first, the one that lasts included
 * @param damaged versions whose file is not intact: nobody could load them
 * @returns the version, or undefined when there is none
 *
 * @example promotions of 1, 2, 3 lead to 2; after that rollback to 1; after that nowhere
 */
export function previousChampion(reigns: readonly Reign[], damaged: ReadonlySet<number> = NONE): number | undefined {
  const current = reigns.at(-1)?.version;
  const arrival = reigns.findLastIndex(({ version, action }) => version === current && action === 'PROMOTE');
  return reigns
    .slice(0, Math.max(arrival, 0))
    .findLast(
      ({ version }) => version !== current && !damaged.has(version) && standingOf(reigns, version) !== 'WITHDRAWN',
    )?.version;
}
