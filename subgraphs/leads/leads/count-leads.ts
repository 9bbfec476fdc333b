import { type QueryExecutorProvider, sql } from 'kysely';
import { PLANNED_EACH_TIME } from '../../../platform/database/statement-names.ts';
import { type LeadSelection, membersOf, slicesOf } from './lead-slice.ts';

/** Largest number of leads that is counted; of more, a list says that there are more. */
export const MOST_COUNTED = 10_000;

/** Number of leads of a selection. */
export interface LeadCount {
  /** at most {@link MOST_COUNTED} */
  readonly count: number;
  /** false where there are more */
  readonly isExact: boolean;
}

/** Counts the leads of a selection, up to a bound. */
export async function countLeads(db: QueryExecutorProvider, selection: LeadSelection): Promise<LeadCount> {
  const members = slicesOf(selection).map((slice) => sql`(SELECT 1 FROM ${membersOf(slice)})`);
  if (members.length === 0) return { count: 0, isExact: true };
  const { rows } = await sql<{ count: number }>`${sql.raw(PLANNED_EACH_TIME)} SELECT count(*) AS count FROM (
    ${sql.join(members, sql` UNION ALL `)} LIMIT ${sql.lit(MOST_COUNTED + 1)}) counted`.execute(db);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, MOST_COUNTED), isExact: count <= MOST_COUNTED };
}
