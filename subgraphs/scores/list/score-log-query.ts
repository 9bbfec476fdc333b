import { type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../platform/database/statements/json-rows.ts';
import type { Prediction } from '../record/prediction.ts';
import { PREDICTION } from '../record/prediction-columns.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { classCondition, type ScoreLogFilter } from './score-log-filter.ts';

/** Position of a score in the log by time; of two scores of one millisecond the later recorded is the later one. */
export interface ScorePosition {
  readonly scoredAt: number;
  readonly sequence: number;
}

// most filters hold for most scores
const NEAR_ROWS_PER_SCORE = 4;

/**
 * Finds the newest scores before a position, newest first.
 *
 * Where the filter holds for many scores, they are among the next in time. Otherwise the classes that exist are found by one
 * look into their index each, and of each class of the filter its newest scores: so the cost depends on the number of classes, and
 * not on how rare the scores of the filter are.
 */
export async function findScores(
  db: ScoresDb,
  filter: ScoreLogFilter,
  before: ScorePosition | undefined,
  limit: number,
): Promise<readonly Prediction[]> {
  if (filter.leadIds) return jsonRows<Prediction>(db, ofLeads(filter, filter.leadIds, before, limit));
  const near = await jsonRows<Prediction>(db, amongNext(filter, before, limit));
  return near.length === limit ? near : jsonRows<Prediction>(db, ofClasses(filter, before, limit));
}

type ScoresQuery = RawBuilder<unknown>;

function amongNext(filter: ScoreLogFilter, before: ScorePosition | undefined, limit: number): ScoresQuery {
  return sql`SELECT ${PREDICTION} FROM (
      SELECT * FROM scores.prediction p WHERE ${rangeCondition(filter, before)} ${newest(NEAR_ROWS_PER_SCORE * limit)}
    ) p WHERE ${classCondition('p', filter)} ${newest(limit)}`;
}

function ofClasses(filter: ScoreLogFilter, before: ScorePosition | undefined, limit: number): ScoresQuery {
  return sql`WITH RECURSIVE class AS (
      (SELECT ${CLASS_COLUMNS} FROM scores.prediction p ORDER BY ${CLASS} LIMIT 1)
      UNION ALL
      SELECT next.* FROM class c CROSS JOIN LATERAL (
        SELECT ${CLASS_COLUMNS} FROM scores.prediction p WHERE ${CLASS} > c.class ORDER BY ${CLASS} LIMIT 1
      ) next
    )
    SELECT ${PREDICTION} FROM class c CROSS JOIN LATERAL (
      SELECT * FROM scores.prediction p WHERE ${CLASS} = c.class AND ${rangeCondition(filter, before)} ${newest(limit)}
    ) p WHERE ${classCondition('c', filter)} ${newest(limit)}`;
}

function ofLeads(
  filter: ScoreLogFilter,
  leadIds: readonly string[],
  before: ScorePosition | undefined,
  limit: number,
): ScoresQuery {
  // OFFSET 0: by the leads' index, however many scores there are
  return sql`SELECT ${PREDICTION} FROM (
      SELECT * FROM scores.prediction WHERE lead_id = ANY(${leadIds}::text[]) OFFSET 0
    ) p WHERE ${classCondition('p', filter)} AND ${rangeCondition(filter, before)} ${newest(limit)}`;
}

/** The expression of the index `prediction_class`. */
const CLASS = sql`hashtextextended(p.model || ':' || p.version::text || ':' || p.role || ':' || p.cause || ':' || p.grade, 0)`;

const CLASS_COLUMNS = sql`${CLASS} AS class, p.model, p.version, p.role, p.cause, p.grade`;

function newest(limit: number): RawBuilder<unknown> {
  return sql`ORDER BY p.scored_at DESC, p.sequence DESC LIMIT ${sql.lit(limit)}`;
}

/** Condition on the time of a score `p`, and on its position in the list. */
function rangeCondition(filter: ScoreLogFilter, before: ScorePosition | undefined): RawBuilder<boolean> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (filter.from != null) conditions.push(sql`p.scored_at >= ${filter.from}::bigint`);
  if (filter.until != null) conditions.push(sql`p.scored_at < ${filter.until}::bigint`);
  if (before)
    conditions.push(sql`(p.scored_at, p.sequence) < (${before.scoredAt}::bigint, ${before.sequence}::bigint)`);
  return sql`(${sql.join(conditions, sql` AND `)})`;
}
