import type { Reign } from './reign.ts';

/**
 * Standing of a former champion. PROVEN: its latest reign ended because a better version came. UNKNOWN: the same, but
 * from before CRITICAL alerts were recorded. WITHDRAWN: a kill switch, a rollback or a CRITICAL alert ended it, or the
 * version was archived since. NONE: it has no reign that ended.
 */
export type Standing = 'PROVEN' | 'UNKNOWN' | 'WITHDRAWN' | 'NONE';

/** Standing of a version by its latest reign that ended. @param reigns oldest first */
export function standingOf(reigns: readonly Reign[], version: number): Standing {
  const latest = reigns.findLast((reign) => reign.version === version && reign.ended);
  if (!latest?.ended) return 'NONE';
  const { cause } = latest.ended;
  if (latest.isRetired || (cause !== undefined && cause !== 'SUPERSEDED')) return 'WITHDRAWN';
  return cause === undefined ? 'UNKNOWN' : 'PROVEN';
}

/** Whether a rollback may return to a version: it was champion, and was not withdrawn. */
export function isInGoodStanding(reigns: readonly Reign[], version: number): boolean {
  const standing = standingOf(reigns, version);
  return standing === 'PROVEN' || standing === 'UNKNOWN';
}
