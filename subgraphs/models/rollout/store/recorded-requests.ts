import { sql } from 'kysely';
import type { Db } from '../../versions/store/version-store.ts';
import { SEARCHED_ROWS } from './evidence-store.ts';

/** The latest recorded requests of a model. */
export interface RecordedRequests {
  readonly count: number;
  /** JSON list of their feature vectors: read where they are replayed, not on this thread */
  readonly rows: string;
}

/** Reads the latest requests that the champion of a model answered. @param most how many at most */
export async function readRecordedRequests(db: Db, model: string, most: number): Promise<RecordedRequests> {
  const { rows } = await sql<RecordedRequests>`
    SELECT count(*)::int AS count, COALESCE(json_agg(features)::text, '[]') AS rows FROM (
      SELECT features FROM (
        SELECT model, role, features FROM scores.prediction_log
        ORDER BY transaction_id DESC, sequence DESC LIMIT ${SEARCHED_ROWS}
      ) newest
      WHERE model = ${model} AND role = 'CHAMPION' LIMIT ${most}
    ) recorded`.execute(db);
  return rows[0] ?? { count: 0, rows: '[]' };
}
