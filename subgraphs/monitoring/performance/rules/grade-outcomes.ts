import { type Interval, wilsonInterval } from '../../../../statistics/wilson.ts';
import type { JoinedOutcomes, JoinedPrediction } from './join-outcomes.ts';

/** Prediction with the grade that it was given. */
export interface GradedPrediction extends JoinedPrediction {
  readonly grade: string;
}

/** Outcomes of the leads with one grade. */
export interface GradeOutcomes {
  readonly grade: string;
  readonly matured: number;
  readonly pending: number;
  readonly converted: number;
  /** converted / matured, with Wilson's interval; absent without matured leads */
  readonly conversionRate?: Interval;
}

/** Counts the outcomes of leads by the grade of their first prediction, the best grade first. */
export function gradeOutcomes({
  matured,
  pending,
}: Pick<JoinedOutcomes<GradedPrediction>, 'matured' | 'pending'>): readonly GradeOutcomes[] {
  const counts = new Map<string, { matured: number; pending: number; converted: number }>();
  const of = ({ grade }: GradedPrediction) => {
    const known = counts.get(grade) ?? { matured: 0, pending: 0, converted: 0 };
    counts.set(grade, known);
    return known;
  };
  for (const { prediction, outcome } of matured) {
    const grade = of(prediction);
    grade.matured += 1;
    grade.converted += outcome;
  }
  for (const prediction of pending) of(prediction).pending += 1;
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([grade, count]) => {
      const conversionRate = wilsonInterval({ trials: count.matured, events: count.converted });
      return { grade, ...count, ...(conversionRate && { conversionRate }) };
    });
}
