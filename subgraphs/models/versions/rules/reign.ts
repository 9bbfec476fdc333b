import type { StageAction } from './stage-rule.ts';

/** Why the reign of a champion ended. Of these only SUPERSEDED leaves it in good standing. */
export const REIGN_ENDS = ['SUPERSEDED', 'CRITICAL_ALERT', 'KILL_SWITCH', 'ROLLBACK'] as const;

/** An end of {@link REIGN_ENDS}. */
export type ReignEnd = (typeof REIGN_ENDS)[number];

/** How a version becomes champion: past gates or the steps of a rollout, by the kill switch, or back by request. */
export type Accession = 'PROMOTE' | 'KILL_SWITCH' | 'ROLLBACK';

/** One entry of the history of a model that begins, ends or overshadows a reign. */
export interface ReignChange {
  /** place in the history; rises */
  readonly id: number;
  readonly version: number;
  readonly action: StageAction;
  readonly to_stage: string;
  /** of REPLACE: why the reign ended; null where it ended before that was recorded */
  readonly reign_end: ReignEnd | null;
}

/** The time of one version as champion. */
export interface Reign {
  readonly version: number;
  /** by which it began */
  readonly action: StageAction;
  /** absent while it lasts */
  readonly ended?: {
    /** place in the history */
    readonly id: number;
    /** undefined when it is not known: a promotion ended it before alerts were recorded */
    readonly cause: ReignEnd | undefined;
  };
  /** whether the version was taken out of use after it, by hand */
  readonly isRetired?: boolean;
}

/**
 * Why a reign ends that a version's accession ends.
 *
 * @param isUnderCriticalAlert whether an alert about the champion is open and CRITICAL at that moment
 */
export function reignEnd(accession: Accession, isUnderCriticalAlert: boolean): ReignEnd {
  if (accession !== 'PROMOTE') return accession;
  return isUnderCriticalAlert ? 'CRITICAL_ALERT' : 'SUPERSEDED';
}

/**
 * The reigns of a model, oldest first.
 *
 * A reign that ended before ends were recorded: if the next champion came by a rollback, a ROLLBACK ended it; if it came
 * by a promotion, nothing is known of alerts, and the end stays undefined.
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
