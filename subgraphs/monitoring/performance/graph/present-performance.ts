import { refusal } from '../../../../platform/refusal.ts';
import type { Grade } from '../../../../scoring/grade.ts';
import type { VersionPerformance } from '../performance-service.ts';
import type { ModelPerformance } from './performance.ts';

const SELECTED_GRADES = ['A', 'B', 'C'] as const;

/** Reads the lowest grade that counts as selected. @throws {DomainError} VALIDATION_FAILED for another text */
export function readGrade(found: string): Exclude<Grade, 'D'> {
  const grade = SELECTED_GRADES.find((name) => name === found);
  if (!grade) throw refusal('VALIDATION_FAILED', 'selectedFrom', found, SELECTED_GRADES.join(', '));
  return grade;
}

/** Performance as a GraphQL object. */
export function presentPerformance({ excluded, backtest, ...measured }: VersionPerformance): ModelPerformance {
  return {
    ...measured,
    backtest: backtest === null ? null : { id: String(backtest) },
    excluded: {
      contradictory: excluded.CONTRADICTORY,
      outcomeBeforeLead: excluded.OUTCOME_BEFORE_LEAD,
      outcomeBeforePrediction: excluded.OUTCOME_BEFORE_PREDICTION,
    },
  };
}
