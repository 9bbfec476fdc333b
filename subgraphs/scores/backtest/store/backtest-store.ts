import { sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import { JobTable, MOST_OPEN, OPEN } from '../../jobs/job-table.ts';
import type { ScoresDb } from '../../record/prediction-store.ts';
import type { Backtest } from '../rules/backtest.ts';

/** Backtest to be stored, as QUEUED. */
export type NewBacktest = Pick<
  Backtest,
  'model' | 'version' | 'digest' | 'decisionTime' | 'leadAges' | 'from' | 'until' | 'startedBy' | 'requestedAt'
>;

const BACKTEST = sql`id, model, version, digest, decision_time AS "decisionTime", lead_ages AS "leadAges",
  from_time AS "from", until_time AS until, status, started_by AS "startedBy", requested_at AS "requestedAt",
  started_at AS "startedAt", ended_at AS "endedAt", leads, leads_done AS "leadsDone", scored, failed,
  CASE WHEN position_lead_id IS NOT NULL THEN
    json_build_object('createdAt', position_created_at, 'leadId', position_lead_id) END AS position,
  error_code AS "errorCode", message, pruned_at AS "prunedAt"`;

/** Backtests that wait, run and end. */
export const BACKTESTS: JobTable<Backtest> = new JobTable('scores.backtest', BACKTEST);

/** Stores a backtest; undefined, and nothing is stored, when {@link MOST_OPEN} wait or run. */
export async function insertBacktest(db: ScoresDb, backtest: NewBacktest): Promise<Backtest | undefined> {
  const { model, version, digest, decisionTime, leadAges, from, until, startedBy, requestedAt } = backtest;
  const { rows } = await sql<Backtest>`INSERT INTO scores.backtest
      (model, version, digest, decision_time, lead_ages, from_time, until_time, started_by, requested_at)
    SELECT ${model}, ${version}, ${digest}, ${decisionTime}, ${leadAges}::float8[], ${from}::bigint, ${until}::bigint,
      ${startedBy}, ${requestedAt}::bigint
    WHERE (SELECT count(*) FROM scores.backtest WHERE ${OPEN}) < ${MOST_OPEN}
    RETURNING ${BACKTEST}`.execute(db);
  return rows[0];
}

/** Finds a backtest by id. */
export async function findBacktest(db: ScoresDb, id: number): Promise<Backtest | undefined> {
  return (await findBacktests(db, [id]))[0];
}

/** Finds backtests by id, in any order. */
export async function findBacktests(db: ScoresDb, ids: readonly number[]): Promise<readonly Backtest[]> {
  return jsonRows(db, sql`SELECT ${BACKTEST} FROM scores.backtest WHERE id = ANY(${ids}::bigint[])`);
}

/** Lists the backtests of a model, and of one version where given, newest first, below an id. */
export async function listBacktests(
  db: ScoresDb,
  { model, version }: { readonly model: string; readonly version: number | undefined },
  count: number,
  below: number | null,
): Promise<readonly Backtest[]> {
  return jsonRows(
    db,
    sql`SELECT ${BACKTEST} FROM scores.backtest
      WHERE model = ${model} AND (${version ?? null}::int IS NULL OR version = ${version ?? null})
        AND (${below}::bigint IS NULL OR id < ${below}) ORDER BY id DESC LIMIT ${count}`,
  );
}

/** Makes the next backtest RUNNING, one that a process left behind before those that wait; undefined without any. */
export async function claimBacktest(db: ScoresDb, now: number): Promise<Backtest | undefined> {
  return BACKTESTS.change(
    db,
    sql`status = 'RUNNING', started_at = COALESCE(started_at, ${now}::bigint)`,
    sql`id = (SELECT id FROM scores.backtest WHERE ${OPEN} ORDER BY status DESC, id LIMIT 1)`,
  );
}

/** Records the number of leads that a running backtest goes through. */
export async function setLeads(db: ScoresDb, id: number, leads: number): Promise<void> {
  await sql`UPDATE scores.backtest SET leads = ${leads}::bigint WHERE id = ${id}`.execute(db);
}
