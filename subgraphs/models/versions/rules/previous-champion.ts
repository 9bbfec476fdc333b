import type { Reign } from './reign.ts';
import { standingOf } from './standing.ts';

const NONE: ReadonlySet<number> = new Set();

/**
 * Target of the kill switch: the latest champion before the current one that is in good standing.
 *
 * Two rollbacks in a row go back two champions: an accession by rollback is traced to the promotion that first made the
 * version champion.
 *
 * @param reigns  oldest first, the current one included
 * @param damaged versions whose file is not intact
 * @returns the version, or undefined when there is none
 *
 * @example promotions of 1, 2, 3 lead to 2; a rollback later to 1; another one nowhere
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
