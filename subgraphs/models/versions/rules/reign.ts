import type { StageAction } from './stage-rule.ts';

/** Reasons why the reign of a champion ended. Only SUPERSEDED leaves it in good standing. */
export const REIGN_ENDS = ['SUPERSEDED', 'CRITICAL_ALERT', 'KILL_SWITCH', 'ROLLBACK'] as const;

/** An end of {@link REIGN_ENDS}. */
export type ReignEnd = (typeof REIGN_ENDS)[number];

/**
 * Ways to become champion: PROMOTE through the gates or the steps of a rollout, KILL_SWITCH, and ROLLBACK to a chosen
 * version.
 */
export type Accession = 'PROMOTE' | 'KILL_SWITCH' | 'ROLLBACK';

/** Change in the history of a model that affects reigns. */
export interface ReignChange {
  /** position in the history; rises */
  readonly id: number;
  readonly version: number;
  readonly action: StageAction;
  readonly to_stage: string;
  /** of REPLACE: reason why the reign ended; null for changes from before it was recorded */
  readonly reign_end: ReignEnd | null;
}

/** Time of a version as champion. */
export interface Reign {
  readonly version: number;
  /** action that began it */
  readonly action: StageAction;
  /** absent for the current one */
  readonly ended?: {
    /** position in the history */
    readonly id: number;
    /** undefined when unknown: a promotion ended it before alerts were recorded */
    readonly cause: ReignEnd | undefined;
  };
  /** whether the version was archived by hand afterwards */
  readonly isRetired?: boolean;
}

/**
 * Reason why the reign of the current champion ends when another version becomes champion.
 *
 * @param isUnderCriticalAlert whether a CRITICAL alert about the current champion is open
 */
export function reignEnd(accession: Accession, isUnderCriticalAlert: boolean): ReignEnd {
  if (accession !== 'PROMOTE') return accession;
  return isUnderCriticalAlert ? 'CRITICAL_ALERT' : 'SUPERSEDED';
}

/**
 * Reigns of a model, oldest first.
 *
 * For reigns that ended before the reasons were recorded: if the next champion came by a rollback, the reason is
 * ROLLBACK; if it came by a promotion, it is unknown.
 *
 * @param changes oldest first
 */
export function reignsOf(changes: readonly ReignChange[]): readonly Reign[] {
  const reigns: Reign[] = [];
  const change = (position: number, more: Partial<Reign>) => {
    if (position >= 0) reigns[position] = { ...(reigns[position] as Reign), ...more };
  };
  for (const { id, version, action, to_stage, reign_end } of changes) {
    const latest = reigns.findLastIndex((reign) => reign.version === version);
    if (action === 'REPLACE') change(latest, { ended: { id, cause: reign_end ?? undefined } });
    else if (action === 'ARCHIVE') change(latest, { isRetired: true });
    else if (to_stage === 'PRODUCTION') {
      const before = reigns.at(-1);
      const isUnrecorded = before?.ended && before.ended.cause === undefined;
      if (isUnrecorded && action === 'ROLL_BACK')
        change(reigns.length - 1, { ended: { id: before.ended.id, cause: 'ROLLBACK' } });
      reigns.push({ version, action });
    }
  }
  return reigns;
}
