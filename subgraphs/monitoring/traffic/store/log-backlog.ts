import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonText } from '../../../../platform/database/statements/json-rows.ts';
import { KEPT_MS } from '../rules/roll-up-retention.ts';
import type { TrafficRollUp } from '../rules/traffic-roll-up.ts';
import {
  type CountedFailures,
  type CountedPredictions,
  countFailures,
  countPredictions,
  trafficOf,
} from './counted-requests.ts';

/** Settled rows of the logs that the roll-ups do not have yet, counted. */
export interface LogBacklog {
  /** first transaction that was read */
  readonly from: number;
  /** first transaction that was not read */
  readonly until: number;
  /** whether more rows have settled */
  readonly hasMore: boolean;
  /** whether there were backfills, which count as read but not as traffic */
  readonly hasBackfills: boolean;
  /** roll-ups of the shortest width that is kept at their age */
  readonly traffic: readonly TrafficRollUp[];
}

/**
 * Counts the rows of the logs that the roll-ups do not have yet: only those of transactions that have ended, so that no row
 * is ever missed or counted twice, whatever its timestamp. Backfills do not count as traffic.
 *
 * @param from the first transaction to read
 * @param most predictions at a time, approximately, so that a backlog does not become one long statement
 * @param now  epoch milliseconds
 */
export async function readLogBacklog(db: Kysely<never>, from: number, most: number, now: number): Promise<LogBacklog> {
  // the transaction behind the most-th row; the one after a transaction larger than that
  const { rows } = await sql<{ horizon: number; next: number | null }>`
    SELECT transaction_id AS horizon, (
      SELECT transaction_id FROM scores.prediction_log WHERE transaction_id >= ${from}::bigint
      ORDER BY transaction_id, sequence OFFSET ${most} LIMIT 1
    ) AS next FROM scores.log_horizon`.execute(db);
  const [{ horizon, next } = { horizon: from, next: null }] = rows;
  const until = Math.max(from, Math.min(horizon, next === null ? horizon : Math.max(next, from + 1)));
  if (until === from) return { from, until, hasMore: false, hasBackfills: false, traffic: [] };
  const range = sql`transaction_id >= ${from}::bigint AND transaction_id < ${until}::bigint`;
  const predictions = sql`SELECT *, scored_at AS at FROM scores.prediction_log WHERE ${range} AND NOT is_backfill`;
  const failures = sql`SELECT *, failed_at AS at FROM scores.failure_log WHERE ${range} AND NOT is_backfill`;
  const width = widthByAge(now);
  const counted = await sql<{ predictions: string; failures: string; hasBackfills: boolean }>`
    SELECT ${jsonText(countPredictions(predictions, width))} AS predictions,
      ${jsonText(countFailures(failures, width))} AS failures,
      EXISTS (SELECT FROM scores.prediction_log WHERE ${range} AND is_backfill)
        OR EXISTS (SELECT FROM scores.failure_log WHERE ${range} AND is_backfill) AS "hasBackfills"`.execute(db);
  const [row = { predictions: '[]', failures: '[]', hasBackfills: false }] = counted.rows;
  const traffic = trafficOf(
    JSON.parse(row.predictions) as CountedPredictions[],
    JSON.parse(row.failures) as CountedFailures[],
  );
  return { from, until, hasMore: until < horizon, hasBackfills: row.hasBackfills, traffic };
}

/** Width by age: old requests are counted by the shortest width that is still kept at their age. */
function widthByAge(now: number): RawBuilder<unknown> {
  const kept = [...KEPT_MS].filter(([, keptMs]) => keptMs < Number.POSITIVE_INFINITY);
  const [longest] = [...KEPT_MS.keys()].slice(kept.length) as [number];
  const cases = kept.map(([width, keptMs]) => sql`WHEN at >= ${Math.floor(now - keptMs)}::bigint THEN ${width}::int`);
  return sql`CASE ${sql.join(cases, sql` `)} ELSE ${longest}::int END`;
}
