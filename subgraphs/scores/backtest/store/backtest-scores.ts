import { sql } from 'kysely';
import type { FeatureVector } from '../../../../lake/features/features.ts';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { Grade } from '../../../../scoring/grade.ts';
import type { ScoresDb } from '../../record/prediction-store.ts';
import type { LeadPosition } from '../rules/backtest.ts';

/** Score of a backtest. */
export interface BacktestScore {
  readonly leadId: string;
  /** output of the model, 0–1 */
  readonly raw: number;
  /** calibrated, 0–1 */
  readonly probability: number;
  readonly grade: Grade;
  readonly gradePolicy: string;
  /** time that the features are as of, epoch milliseconds */
  readonly scoredAt: number;
  readonly features: FeatureVector;
}

/** Scores of one page of leads. */
export interface ScoredPage {
  /** position of the backtest before the page */
  readonly from: LeadPosition | null;
  /** the last lead of the page */
  readonly to: LeadPosition;
  /** leads of the page */
  readonly leads: number;
  readonly scores: readonly BacktestScore[];
  /** decisions on which the model failed */
  readonly failed: number;
}

/**
 * Stores the scores of a page and moves the position of the backtest past it, in one statement.
 *
 * @returns false, and nothing is stored, when the backtest no longer runs, or another process has stored this page
 */
export async function storePage(db: ScoresDb, id: number, page: ScoredPage): Promise<boolean> {
  const { from, to, leads, scores, failed } = page;
  const { rows } = await sql`
    WITH moved AS (
      UPDATE scores.backtest SET position_created_at = ${to.createdAt}::bigint, position_lead_id = ${to.leadId},
        leads_done = leads_done + ${leads}, scored = scored + ${scores.length}, failed = failed + ${failed}
      WHERE id = ${id} AND status = 'RUNNING' AND position_created_at IS NOT DISTINCT FROM ${from?.createdAt ?? null}::bigint
        AND position_lead_id IS NOT DISTINCT FROM ${from?.leadId ?? null}::text
      RETURNING id
    ), stored AS (
      INSERT INTO scores.backtest_score
        (backtest, lead_id, raw, probability, grade, grade_policy, scored_at, features)
      SELECT moved.id, s."leadId", s.raw, s.probability, s.grade, s."gradePolicy", s."scoredAt", s.features
      FROM moved, jsonb_to_recordset(${JSON.stringify(scores)}::jsonb) AS s ("leadId" text, raw float8,
        probability float8, grade text, "gradePolicy" text, "scoredAt" bigint, features jsonb)
    )
    SELECT FROM moved`.execute(db);
  return rows.length > 0;
}

/** Place of a score in the list of a backtest's scores. */
export interface ScorePlace {
  readonly scoredAt: number;
  readonly sequence: number;
}

/** Lists scores of a backtest after a place, the oldest decision first. */
export async function listBacktestScores(
  db: ScoresDb,
  id: number,
  count: number,
  after: ScorePlace | undefined,
): Promise<readonly (BacktestScore & ScorePlace)[]> {
  const following = after
    ? sql`AND (scored_at, sequence) > (${after.scoredAt}::bigint, ${after.sequence}::bigint)`
    : sql``;
  return jsonRows(
    db,
    sql`SELECT sequence, lead_id AS "leadId", raw, probability, grade, grade_policy AS "gradePolicy",
        scored_at AS "scoredAt", features
      FROM scores.backtest_score WHERE backtest = ${id} ${following} ORDER BY scored_at, sequence LIMIT ${count}`,
  );
}

/** Backtests of a version whose scores are kept. */
const KEPT_PER_VERSION = 3;

/** Rows of one statement: some ten milliseconds, in which the embedded database serves nothing else. */
const BATCH_ROWS = 2_000;

/** Rules of {@link pruneBacktests}. */
export interface BacktestRetention {
  /** current time, epoch milliseconds */
  readonly now: number;
  /** backtests that ended earlier lose their scores, epoch milliseconds; 0 keeps them */
  readonly horizon: number;
}

/**
 * Deletes one batch of scores that are of no use any more: those of backtests that were cancelled, failed or ended before the
 * horizon, and of all but the three newest that succeeded of a version.
 *
 * @returns whether there may be more
 */
export async function pruneBacktests(db: ScoresDb, { now, horizon }: BacktestRetention): Promise<boolean> {
  // marked before they are deleted: nothing measures a part of them
  const { rows } = await sql<{ id: number }>`
    UPDATE scores.backtest b SET pruned_at = COALESCE(b.pruned_at, ${now}::bigint) FROM (
      SELECT id, pruned_at, status <> 'SUCCEEDED' OR ended_at < ${horizon}::bigint OR count(*)
        FILTER (WHERE status = 'SUCCEEDED') OVER (PARTITION BY model, version ORDER BY id DESC) > ${KEPT_PER_VERSION}
        AS is_outdated
      FROM scores.backtest WHERE ended_at IS NOT NULL AND NOT is_emptied
    ) ended
    WHERE b.id = ended.id AND (ended.is_outdated OR ended.pruned_at IS NOT NULL) RETURNING b.id`.execute(db);
  const [outdated] = rows;
  if (!outdated) return false;
  const { numAffectedRows = 0n } = await sql`DELETE FROM scores.backtest_score WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM scores.backtest_score WHERE backtest = ${outdated.id} LIMIT ${BATCH_ROWS}))`.execute(db);
  if (numAffectedRows < BATCH_ROWS)
    await sql`UPDATE scores.backtest SET is_emptied = true WHERE id = ${outdated.id}`.execute(db);
  return true;
}
