import { type RawBuilder, sql } from 'kysely';
import { InputFaults } from '../../../platform/input-faults.ts';
import type { Grade } from '../../../scoring/grade.ts';
import { SCORE_CAUSES, type ScoreCause, type ScoreRole, SHOWN_ROLES } from '../record/prediction.ts';

/** Conditions on recorded scores, all of which must hold. An absent one always does, but for roles and causes. */
export interface ScoreLogFilter {
  /** epoch milliseconds, inclusive */
  readonly from?: number | null | undefined;
  /** epoch milliseconds, exclusive */
  readonly until?: number | null | undefined;
  readonly model?: string | null | undefined;
  readonly versions?: readonly number[] | null | undefined;
  /** {@link SHOWN_ROLES} when absent */
  readonly roles?: readonly ScoreRole[] | null | undefined;
  /** every one but BACKTEST when absent: those scores were never given to anybody */
  readonly causes?: readonly ScoreCause[] | null | undefined;
  readonly grades?: readonly Grade[] | null | undefined;
  readonly leadIds?: readonly string[] | null | undefined;
}

/** Most values of one condition. */
export const MOST_FILTER_VALUES = 100;

const LISTED_CAUSES = Object.values(SCORE_CAUSES).filter((cause) => cause !== 'BACKTEST');

/** @throws {DomainError} TOO_MANY_ITEMS for a condition of more than {@link MOST_FILTER_VALUES} values */
export function checkScoreLogFilter(filter: ScoreLogFilter): void {
  const faults = new InputFaults();
  for (const [name, value] of Object.entries(filter))
    if (Array.isArray(value) && value.length > MOST_FILTER_VALUES)
      faults.add(`filter.${name}`, value.length, `${MOST_FILTER_VALUES} values at most`);
  faults.check('TOO_MANY_ITEMS');
}

/** Condition on the class of a score: its model, version, role, cause and grade. @param row alias of the relation that has them */
export function classCondition(row: string, filter: ScoreLogFilter): RawBuilder<boolean> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${row}.${name}`);
  const conditions = [
    sql`${column('role')} = ANY(${filter.roles ?? SHOWN_ROLES}::text[])`,
    sql`${column('cause')} = ANY(${filter.causes ?? LISTED_CAUSES}::text[])`,
  ];
  if (filter.model != null) conditions.push(sql`${column('model')} = ${filter.model}`);
  if (filter.versions) conditions.push(sql`${column('version')} = ANY(${filter.versions}::int[])`);
  if (filter.grades) conditions.push(sql`${column('grade')} = ANY(${filter.grades}::text[])`);
  return sql`(${sql.join(conditions, sql` AND `)})`;
}
