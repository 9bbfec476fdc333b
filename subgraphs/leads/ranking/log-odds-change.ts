import { type RawBuilder, sql } from 'kysely';
import { TREND_LIMIT } from '../../../scoring/trend.ts';

/**
 * Change of log-odds between two columns of probabilities in SQL, nats, with probabilities limited as in `trend`; null where
 * one is.
 *
 * ln(p / (1 − p)) − ln(b / (1 − b))
 */
export function changeOfLogOdds(column: string, before: string): RawBuilder<unknown> {
  return sql`(${logOdds(column)} - ${logOdds(before)})`;
}

function logOdds(column: string): RawBuilder<unknown> {
  const limit = sql.lit(TREND_LIMIT);
  // LEAST and GREATEST skip nulls
  const p = sql`LEAST(GREATEST(${sql.raw(column)}, ${limit}), 1 - ${limit})`;
  return sql`CASE WHEN ${sql.raw(column)} IS NOT NULL THEN ln(${p} / (1 - ${p})) END`;
}
