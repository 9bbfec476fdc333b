import { sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import { JobTable, MOST_OPEN, OPEN } from '../../jobs/job-table.ts';
import type { ScoresDb } from '../../record/prediction-store.ts';
import type { BatchJob, BatchJobStatus } from '../rules/batch-job.ts';

/** Batch job to be stored, as QUEUED. */
export type NewBatchJob = Pick<
  BatchJob,
  | 'id'
  | 'kind'
  | 'slot'
  | 'model'
  | 'version'
  | 'digest'
  | 'filter'
  | 'asOf'
  | 'outputs'
  | 'onlyChanged'
  | 'sourceJob'
  | 'startedBy'
  | 'requestedAt'
>;

const JOB = sql`id, sequence, kind, slot, model, version, digest, filter, as_of AS "asOf", to_json(outputs) AS outputs,
  only_changed AS "onlyChanged", source_job AS "sourceJob", table_version AS "tableVersion", shown, status,
  started_by AS "startedBy", requested_at AS "requestedAt", started_at AS "startedAt", ended_at AS "endedAt",
  row_count AS rows, rows_done AS "rowsDone", recorded, appended, skipped, log_position AS "logPosition",
  lake_position AS "lakePosition", lake_part AS "lakePart", lake_intent AS "lakeIntent", lake_intent_rows AS "lakeIntentRows", resumed_at AS "resumedAt",
  resumed_rows AS "resumedRows", progress_at AS "progressAt", error_code AS "errorCode", message`;

/** Batch jobs that wait, run and end. */
export const BATCH_JOBS: JobTable<BatchJob> = new JobTable('scores.batch_job', JOB);

/**
 * Stores a batch job; undefined, and nothing is stored, when {@link MOST_OPEN} wait or run, when its slot has a job, or when
 * its predictions are imported or being imported. An import goes on behind the rows of an earlier one that did not succeed.
 */
export async function insertJob(db: ScoresDb, job: NewBatchJob): Promise<BatchJob | undefined> {
  const { id, kind, slot, model, version, digest, filter, asOf, outputs, onlyChanged, sourceJob } = job;
  const { rows } =
    await sql<BatchJob>`INSERT INTO scores.batch_job (id, kind, slot, model, version, digest, filter, as_of,
      outputs, only_changed, source_job, started_by, requested_at, log_position)
    SELECT ${id}, ${kind}, ${slot}::bigint, ${model}, ${version}::int, ${digest}, ${JSON.stringify(filter)}::jsonb,
      ${asOf}::bigint, ${outputs}::text[], ${onlyChanged}, ${sourceJob}, ${job.startedBy}, ${job.requestedAt}::bigint,
      (SELECT max(log_position COLLATE "C") FROM scores.batch_job WHERE kind = 'IMPORT' AND source_job = ${sourceJob})
    WHERE (SELECT count(*) FROM scores.batch_job WHERE ${OPEN}) < ${MOST_OPEN}
    ON CONFLICT DO NOTHING RETURNING ${JOB}`.execute(db);
  return rows[0];
}

/** Finds a batch job by id. */
export async function findJob(db: ScoresDb, id: string): Promise<BatchJob | undefined> {
  const [job] = await jsonRows<BatchJob>(db, sql`SELECT ${JOB} FROM scores.batch_job WHERE id = ${id}`);
  return job;
}

/** Finds the import of a run's predictions that waits, runs or succeeded. */
export async function findImport(db: ScoresDb, sourceJob: string): Promise<BatchJob | undefined> {
  const [job] = await jsonRows<BatchJob>(
    db,
    sql`SELECT ${JOB} FROM scores.batch_job
      WHERE kind = 'IMPORT' AND source_job = ${sourceJob} AND status IN ('QUEUED', 'RUNNING', 'SUCCEEDED')`,
  );
  return job;
}

/** Conditions on listed jobs; an absent one is none. */
export interface JobFilter {
  readonly statuses?: readonly BatchJobStatus[] | null | undefined;
}

/** Lists batch jobs, newest first, below a sequence. */
export async function listJobs(
  db: ScoresDb,
  { statuses }: JobFilter,
  count: number,
  below: number | null,
): Promise<readonly BatchJob[]> {
  return jsonRows(
    db,
    sql`SELECT ${JOB} FROM scores.batch_job WHERE (${below}::bigint IS NULL OR sequence < ${below})
        AND (${statuses ?? null}::text[] IS NULL OR status = ANY(${statuses ?? null}::text[]))
      ORDER BY sequence DESC LIMIT ${count}`,
  );
}

/** Whether a job of a schedule waits. */
export async function hasWaitingSlot(db: ScoresDb): Promise<boolean> {
  const { rows } = await sql`SELECT FROM scores.batch_job WHERE slot IS NOT NULL AND status = 'QUEUED' LIMIT 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** Whether a slot has had its job. */
export async function hasSlot(db: ScoresDb, slot: number): Promise<boolean> {
  const { rows } = await sql`SELECT FROM scores.batch_job WHERE slot = ${slot}::bigint`.execute(db);
  return rows.length > 0;
}

/** Makes the next batch job RUNNING, one that a process left behind before those that wait; undefined without any. */
export async function claimJob(db: ScoresDb, now: number): Promise<BatchJob | undefined> {
  return BATCH_JOBS.change(
    db,
    sql`status = 'RUNNING', started_at = COALESCE(started_at, ${now}::bigint), resumed_at = ${now}::bigint,
      resumed_rows = rows_done, progress_at = NULL`,
    sql`id = (SELECT id FROM scores.batch_job WHERE ${OPEN} ORDER BY status DESC, sequence LIMIT 1)`,
  );
}

/** Pins what a running job reads, the first time; undefined when it no longer runs. */
export async function pinJob(
  db: ScoresDb,
  id: string,
  { tableVersion, shown }: { readonly tableVersion: number; readonly shown: boolean | null },
): Promise<BatchJob | undefined> {
  return BATCH_JOBS.change(
    db,
    sql`table_version = COALESCE(table_version, ${tableVersion}::bigint), shown = COALESCE(shown, ${shown}::boolean)`,
    sql`id = ${id}`,
  );
}

/** Records the number of rows that a running job has before it, beside those that are done. */
export async function setRows(db: ScoresDb, id: string, rowsLeft: number): Promise<void> {
  await sql`UPDATE scores.batch_job SET row_count = rows_done + ${rowsLeft}::bigint WHERE id = ${id}`.execute(db);
}

/** Part of a job that the lake gets in one commit. */
export interface LakePart {
  /** from 1 on */
  readonly number: number;
  /** its last lead */
  readonly to: string;
  readonly rows: number;
}

/** Records which part is about to be appended; false when the job no longer runs. */
export async function intendPart(db: ScoresDb, id: string, { number, to, rows }: LakePart): Promise<boolean> {
  const changed = await BATCH_JOBS.change(
    db,
    sql`lake_intent = ${to}, lake_intent_rows = ${rows}::bigint`,
    sql`id = ${id} AND lake_part = ${number - 1} AND status = 'RUNNING'`,
  );
  return changed !== undefined;
}

/** Moves the position of a job in the lake past the part that was intended, also when the job was cancelled meanwhile. */
export async function passPart(db: ScoresDb, id: string, number: number, now: number): Promise<void> {
  await sql`UPDATE scores.batch_job SET lake_part = ${number}, lake_position = lake_intent, lake_intent = NULL,
      appended = appended + lake_intent_rows, progress_at = ${now}::bigint,
      rows_done = rows_done + CASE WHEN 'LOG' = ANY(outputs) THEN 0 ELSE lake_intent_rows END
    WHERE id = ${id} AND lake_part = ${number - 1} AND lake_intent IS NOT NULL`.execute(db);
}

/** Forgets a part that was not appended. */
export async function dropIntent(db: ScoresDb, id: string): Promise<void> {
  await sql`UPDATE scores.batch_job SET lake_intent = NULL WHERE id = ${id}`.execute(db);
}
