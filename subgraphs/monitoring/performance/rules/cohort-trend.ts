import { DAY_MS } from '../../../../platform/time.ts';
import type { JoinedOutcomes, JoinedPrediction } from './join-outcomes.ts';
import { type PerformanceReport, performanceReport } from './performance-report.ts';

/** Performance on the leads created in one week. */
export interface Cohort {
  /** Monday 00:00 UTC, epoch milliseconds */
  readonly weekStart: number;
  readonly report: PerformanceReport;
}

/** A week, milliseconds. */
export const WEEK_MS: number = 7 * DAY_MS;

/** The first Monday, 1970-01-05, 00:00 UTC. */
export const FIRST_MONDAY_MS: number = 4 * DAY_MS;

/** Monday, 00:00 UTC, of the week that contains a time. */
export function weekStartOf(time: number): number {
  return Math.floor((time - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS;
}

/**
 * One report per week of lead creation, the oldest first. Weeks without leads are left out.
 *
 * Recent cohorts are mostly pending, and their matured leads converted or were lost early: a large `pending` means that they
 * are not representative.
 */
export function cohortTrend(
  joined: Pick<JoinedOutcomes, 'matured' | 'pending' | 'ended'>,
  cutPoints: readonly number[],
): readonly Cohort[] {
  const weeks = new Map<number, { probabilities: number[]; outcomes: number[]; pending: number; ended: number }>();
  const weekOf = ({ leadCreatedAt }: JoinedPrediction) => {
    const start = weekStartOf(leadCreatedAt);
    const week = weeks.get(start) ?? { probabilities: [], outcomes: [], pending: 0, ended: 0 };
    weeks.set(start, week);
    return week;
  };
  for (const { prediction, outcome } of joined.matured) {
    const week = weekOf(prediction);
    week.probabilities.push(prediction.probability);
    week.outcomes.push(outcome);
  }
  for (const prediction of joined.pending) weekOf(prediction).pending += 1;
  for (const prediction of joined.ended) weekOf(prediction).ended += 1;
  return [...weeks]
    .sort(([a], [b]) => a - b)
    .map(([weekStart, { pending, ended, ...matured }]) => ({
      weekStart,
      report: performanceReport({ matured, pending, endedBefore: ended, cutPoints }),
    }));
}
