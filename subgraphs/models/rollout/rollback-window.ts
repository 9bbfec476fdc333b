/** So many champions before the current one can come back without steps. */
export const ROLLBACK_WINDOW = 3;

/**
 * Whether a version was one of the last champions before the current one, so that going back to it skips steps and
 * approval: it has proven itself on all traffic, and haste may be needed.
 *
 * @param championships versions in the order in which they became champion, the current one last; repetitions count once
 * @example versions 1, 2, 3, 4, 5: back to 2, 3, 4 skips steps, back to 1 does not
 */
export function isInRollbackWindow(championships: readonly number[], version: number): boolean {
  const current = championships.at(-1);
  const latestFirst = [...new Set(championships.toReversed())].filter((champion) => champion !== current);
  return latestFirst.slice(0, ROLLBACK_WINDOW).includes(version);
}
