import { type Kysely, sql } from 'kysely';

/** Figures of the predictions of one time range, as a whole or of one group. */
export interface TrafficRow {
  /** ALL: the whole range; VERSION: one model version in one role; GRADE: one grade */
  readonly grouping: 'ALL' | 'VERSION' | 'GRADE';
  readonly model: string | null;
  readonly version: number | null;
  readonly role: string | null;
  readonly grade: string | null;
  readonly predictions: number;
  /** p50, p95 and p99 of the latency in milliseconds; null without predictions */
  readonly latency_ms: readonly [number, number, number] | null;
  readonly mean_probability: number | null;
}

/**
 * Counts and latency quantiles of the predictions in (from, until], in one pass over the log.
 *
 * Reads the view that `scores` publishes; an index on the scoring time stands behind it.
 */
export async function readTraffic(db: Kysely<never>, from: number, until: number): Promise<TrafficRow[]> {
  const { rows } = await sql<TrafficRow>`SELECT
      CASE WHEN GROUPING(grade) = 0 THEN 'GRADE' WHEN GROUPING(model) = 0 THEN 'VERSION' ELSE 'ALL' END AS grouping,
      model, version, role, grade, COUNT(*) AS predictions,
      PERCENTILE_CONT(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY latency_ms) AS latency_ms,
      AVG(probability) AS mean_probability
    FROM scores.prediction_log WHERE scored_at > ${from} AND scored_at <= ${until}
    GROUP BY GROUPING SETS ((), (model, version, role), (grade))
    ORDER BY model, version, role, grade`.execute(db);
  return rows;
}

/** Asks the database for nothing, to see that it answers. */
export async function probeDatabase(db: Kysely<never>): Promise<void> {
  await sql`SELECT 1`.execute(db);
}
