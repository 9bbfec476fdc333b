import { type RawBuilder, sql } from 'kysely';

/**
 * Condition on `leads.score_override o`: neither ended nor expired. That of a closed lead is in force no more, either.
 *
 * @param now epoch milliseconds
 */
export function isOverrideInForce(now: number): RawBuilder<unknown> {
  return sql`o.ended_at IS NULL AND o.expires_at > ${now}::bigint`;
}
