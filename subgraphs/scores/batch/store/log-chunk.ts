import { sql } from 'kysely';
import { FEATURES, type FeatureDefinition } from '../../../../lake/features/features.ts';
import type { Outbox } from '../../../../platform/outbox/outbox.ts';
import type { NewPrediction } from '../../record/prediction.ts';
import { predictionRows, predictionValues } from '../../record/prediction-rows.ts';
import type { ScoresDb } from '../../record/prediction-store.ts';
import { insertion, partsOf } from '../../record/record-store.ts';
import type { SkipCounts, SkipReason } from '../rules/batch-job.ts';

/** Neighbouring rows of a job, which the log gets in one statement. */
export interface LogChunk {
  /** position of the job in the log before them */
  readonly from: string | null;
  /** their last lead */
  readonly to: string;
  /** rows that the job has gone through with them */
  readonly rows: number;
  readonly predictions: readonly NewPrediction[];
  /** rows that are left out, beside those that the log itself leaves out */
  readonly skipped: SkipCounts;
}

/** Settings of {@link recordChunk}. */
export interface ChunkOptions {
  /** whether leads whose last score has the same features and version are left out */
  readonly onlyChanged: boolean;
  /** epoch milliseconds */
  readonly now: number;
}

const definitions: readonly FeatureDefinition[] = FEATURES;
/** A lead that differs in these features alone has not changed. */
const AGING = definitions.filter(({ ages }) => ages).map(({ name }) => name);

type Verdict = 'RECORDED' | SkipReason;

/**
 * Records the predictions of a chunk with their write-back, and moves the position of the job past it: one statement, so one
 * durable commit. Left out are leads that do not exist, whose last score is as of a later time, or which have not changed.
 *
 * @returns ids of the recorded predictions; undefined, and nothing is stored, when the job no longer runs, or another process
 *   has stored this chunk
 */
export async function recordChunk(
  db: ScoresDb,
  outbox: Outbox,
  job: { readonly id: string },
  { from, to, rows, predictions, skipped }: LogChunk,
  { onlyChanged, now }: ChunkOptions,
): Promise<ReadonlySet<string> | undefined> {
  const { rows: found } = await sql<{ id: string | null }>`
    WITH gate AS (
      SELECT id, skipped FROM scores.batch_job
      WHERE id = ${job.id} AND status = 'RUNNING' AND log_position IS NOT DISTINCT FROM ${from}::text FOR UPDATE
    ), judged AS (
      SELECT asked.*, CASE
        WHEN known.lead_id IS NULL THEN 'UNKNOWN_LEAD'
        WHEN last.scored_at > asked."scoredAt" THEN 'SUPERSEDED'
        WHEN ${onlyChanged} AND last.version = asked.version AND last.digest = asked.digest
          AND last.features - ${AGING}::text[] = asked.features - ${AGING}::text[] THEN 'UNCHANGED'
        ELSE 'RECORDED' END AS verdict
      FROM gate CROSS JOIN (${predictionRows(predictionValues(predictions))}) asked
      LEFT JOIN leads.current_lead known ON known.lead_id = asked."leadId"
      LEFT JOIN LATERAL (
        SELECT p.version, p.digest, p.features, p.scored_at FROM scores.prediction p
        WHERE p.lead_id = asked."leadId" AND p.model = asked.model AND p.role <> 'SHADOW'
          AND (p.role = 'TRIAL') = (asked.role = 'TRIAL')
        ORDER BY p.sequence DESC LIMIT 1
      ) last ON true
    ), input AS (SELECT * FROM judged WHERE verdict = ${'RECORDED' satisfies Verdict}),
    ${insertion(outbox, partsOf(predictions))},
    counted AS (
      SELECT count(*) FILTER (WHERE verdict = 'RECORDED') AS recorded, (
        SELECT jsonb_object_agg(reason, n) FROM (
          SELECT reason, sum(n) AS n FROM (
            SELECT verdict AS reason, count(*) AS n FROM judged WHERE verdict <> 'RECORDED' GROUP BY verdict
            UNION ALL SELECT key, value::bigint FROM jsonb_each_text(${JSON.stringify(skipped)}::jsonb)
            UNION ALL SELECT key, value::bigint FROM gate CROSS JOIN LATERAL jsonb_each_text(gate.skipped)
          ) each GROUP BY reason
        ) sums
      ) AS skipped FROM judged
    ), moved AS (
      UPDATE scores.batch_job j SET log_position = ${to}, rows_done = j.rows_done + ${rows}, progress_at = ${now}::bigint,
        recorded = j.recorded + counted.recorded, skipped = COALESCE(counted.skipped, '{}')
      FROM gate, counted WHERE j.id = gate.id
    )
    SELECT inserted.id FROM gate LEFT JOIN inserted ON true`.execute(db);
  if (found.length === 0) return undefined;
  return new Set(found.flatMap(({ id }) => id ?? []));
}
