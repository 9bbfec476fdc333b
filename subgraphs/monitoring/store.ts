import { type Kysely, sql } from 'kysely';
import { LEAST_LATENCY_MS, LOG_GAMMA } from './latency-buckets.ts';

/** How many predictions of one time range share version, role, grade and latency bucket. */
export interface TrafficRow {
  readonly model: string;
  readonly version: number;
  readonly role: string;
  /** whether these are scores that callers get: no shadows, no holdout */
  readonly is_shown: boolean;
  readonly grade: string;
  readonly bucket: number;
  readonly predictions: number;
  readonly probability_sum: number;
}

/**
 * Counts the predictions in (from, until] in one pass over the log, without sorting them.
 *
 * Reads the view that `scores` publishes; an index on the scoring time stands behind it.
 */
export async function readTraffic(db: Kysely<never>, from: number, until: number): Promise<TrafficRow[]> {
  const { rows } = await sql<TrafficRow>`
    SELECT model, version, role, is_shown, grade,
      CEIL(LN(GREATEST(latency_ms, ${LEAST_LATENCY_MS}::float8)) / ${LOG_GAMMA}::float8)::int AS bucket,
      COUNT(*) AS predictions, SUM(probability) AS probability_sum
    FROM scores.prediction_log WHERE scored_at > ${from} AND scored_at <= ${until}
    GROUP BY 1, 2, 3, 4, 5, 6`.execute(db);
  return rows;
}
