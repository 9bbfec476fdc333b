import { HOUR_MS } from '../../../../platform/time.ts';
import type { ScoreCause } from '../../record/prediction.ts';

/** Age from which a change is a backlog, ms: it waited for a model, or for a process that scores. */
const BACKLOG_AGE_MS = HOUR_MS;

/**
 * Cause of the score that a change of a lead leads to: LEAD_CHANGED, which is traffic; BATCH, which is none, for a change
 * that an import made or that waited for an hour. Many leads at once are no sample of the leads of their day.
 *
 * @param now epoch milliseconds
 */
export function changeCause(
  { changedAt, isBackfill }: { readonly changedAt: number; readonly isBackfill: boolean },
  now: number,
): Extract<ScoreCause, 'LEAD_CHANGED' | 'BATCH'> {
  return isBackfill || now - changedAt > BACKLOG_AGE_MS ? 'BATCH' : 'LEAD_CHANGED';
}
