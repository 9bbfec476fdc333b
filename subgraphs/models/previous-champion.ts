import type { StageAction } from './stage-rule.ts';

/** One entry of the history by which a version came into Production. */
export interface ChampionChange {
  readonly version: number;
  readonly action: StageAction;
}

/**
 * The version that a rollback leads to: the champion that the current one once replaced.
 *
 * Rolling back twice goes two champions back, and not forth again: an arrival by rollback is traced to the promotion
 * that first brought this version.
 *
 * @param changes arrivals in Production, oldest first
 * @returns the version, or undefined when there was no other champion before
 *
 * @example promotions of 1, 2, 3 lead to 2; after that rollback to 1; after that nowhere
 */
export function previousChampion(changes: readonly ChampionChange[]): number | undefined {
  const current = changes.at(-1)?.version;
  const arrival = changes.findLastIndex(({ version, action }) => version === current && action === 'PROMOTE');
  return changes.slice(0, Math.max(arrival, 0)).findLast(({ version }) => version !== current)?.version;
}
