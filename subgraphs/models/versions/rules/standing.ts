import type { Reign } from './reign.ts';

/**
 * What the past of a version says about it as a champion. PROVEN: its latest reign ended because a better version came.
 * UNKNOWN: so it seems, but it ended before it was recorded whether an alert was CRITICAL. WITHDRAWN: a kill switch, a
 * rollback or a CRITICAL alert ended it, or the version was taken out of use since. NONE: it has no reign behind it.
 */
export type Standing = 'PROVEN' | 'UNKNOWN' | 'WITHDRAWN' | 'NONE';

/** The standing of a version: by its latest reign that has ended. @param reigns oldest first */
export function standingOf(reigns: readonly Reign[], version: number): Standing {
  const latest = reigns.findLast((reign) => reign.version === version && reign.ended);
  if (!latest?.ended) return 'NONE';
  const { cause } = latest.ended;
  if (latest.isRetired || (cause !== undefined && cause !== 'SUPERSEDED')) return 'WITHDRAWN';
  return cause === undefined ? 'UNKNOWN' : 'PROVEN';
}

/** Whether a rollback may lead to a version: it was champion, and nothing is known against it. */
export function isInGoodStanding(reigns: readonly Reign[], version: number): boolean {
  const standing = standingOf(reigns, version);
  return standing === 'PROVEN' || standing === 'UNKNOWN';
}
