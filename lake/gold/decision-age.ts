import { HASHES, hashedPoint } from '../../statistics/hashed-point.ts';
import { murmurHash } from '../../statistics/murmur-hash.ts';
import { murmurHashSql } from './murmur-hash-sql.ts';

// the same for every backtest and training set: versions are compared on the same decisions
const SALT = 'backtest';

/**
 * Age of a lead at its decision: the quantile, at the point in [0, 1) that its id hashes to, of the distribution with the
 * given equally spaced quantiles, linear between them.
 *
 * @param leadAges days, ascending, at least one
 * @returns days
 */
export function decisionAgeDays(leadId: string, leadAges: readonly number[]): number {
  const place = hashedPoint(SALT, leadId) * (leadAges.length - 1);
  const index = Math.floor(place);
  const below = leadAges[index] as number;
  const above = leadAges[index + 1] ?? below;
  return below + (place - index) * (above - below);
}

/**
 * Query of rows with `decision_age`, days, the same number as {@link decisionAgeDays} of `lead_id`, in every bit.
 *
 * @param rows     relation with `lead_id`
 * @param leadAges days, ascending, at least one
 */
export function withDecisionAge(rows: string, leadAges: readonly number[]): string {
  const [first, ...others] = leadAges.map((age) => `CAST(${age} AS DOUBLE)`) as [string, ...string[]];
  if (others.length === 0) return `SELECT *, ${first} AS decision_age FROM ${rows}`;
  // the last quantile twice: a place is below it, but its neighbour is read before the product with 0
  const ages = `[${[first, ...others, others.at(-1)].join(', ')}]`;
  return `SELECT * EXCLUDE (hash, place, below),
    below + (place - floor(place)) * (${ages}[CAST(floor(place) AS INTEGER) + 2] - below) AS decision_age
  FROM (SELECT *, ${ages}[CAST(floor(place) AS INTEGER) + 1] AS below
    FROM (SELECT *, CAST(hash AS DOUBLE) / ${HASHES}.0 * ${others.length}.0 AS place
      FROM (${murmurHashSql(rows, 'lead_id', murmurHash(SALT, 0))})))`;
}
