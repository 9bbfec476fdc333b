import { sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import { StreamSnapshot } from '../../../../platform/streams/stream-snapshot.ts';
import { referenceEdges } from '../../../../statistics/histogram.ts';
import { quantile } from '../../../../statistics/quantile.ts';
import { sortNumbers } from '../../../../statistics/sorted-numbers.ts';
import type { Db } from '../../versions/store/version-store.ts';
import type { LogObservations } from '../rules/accumulate-evidence.ts';
import {
  type Baseline,
  type RolloutEvidence,
  type StepTally,
  type WatchedRollout,
  watchedVersions,
} from '../rules/rollout-evidence.ts';
import type { RolloutRow } from '../rules/rollout-row.ts';
import { latencyBoundMs } from '../rules/verdict/evidence.ts';
import { ROLLOUT } from './rollout-store.ts';

/** Views of other subgraphs that the controller reads. */
export const EVIDENCE_RELATIONS = [
  'scores.prediction_log',
  'scores.failure_log',
  'scores.log_horizon',
  'scores.exposure_log',
  'leads.outcome_facts',
] as const;

/** Minimum number of the champion's requests for a baseline. */
export const LEAST_BASELINE_ROWS = 200;

const BASELINE_ROWS = 1_000;

/**
 * Order that puts any request of a run first. The requests of a run, which have one commit, wait for each other, so they
 * are one observation of latency. The slowest would not do: the larger the runs of a version, the slower it were.
 */
const ANY_OF_RUN = sql`hashtextextended(request_id, transaction_id)`;

/**
 * Number of latest log entries that are searched for requests of one model: those of a quiet model may be further back.
 */
const SEARCHED_ROWS = 100_000;

/** Open rollouts with their evidence, oldest first. */
export async function listWatched(db: Db): Promise<WatchedRollout[]> {
  return jsonRows(db, sql`SELECT ${ROLLOUT}, r.evidence FROM models.rollout r WHERE r.ended_at IS NULL ORDER BY r.id`);
}

/** Rollout with its evidence. */
export async function findWatched(db: Db, id: number): Promise<WatchedRollout | undefined> {
  const [row] = await jsonRows<WatchedRollout>(
    db,
    sql`SELECT ${ROLLOUT}, r.evidence FROM models.rollout r WHERE r.id = ${id}`,
  );
  return row;
}

/** Stores the evidence of a rollout. Requires the lock of the model. */
export async function putEvidence(trx: Db, id: number, evidence: RolloutEvidence): Promise<void> {
  await sql`UPDATE models.rollout SET evidence = ${JSON.stringify(evidence)} WHERE id = ${id}`.execute(trx);
}

/**
 * Transaction that created a rollout, in the numbering of the logs: its requests were logged by later ones.
 *
 * Each stream numbers transactions with its own offset, which grows when a database was restored elsewhere.
 */
export async function readBeginning(db: Db, id: number): Promise<number> {
  const { rows } = await sql<{ beginning: number }>`
    SELECT min(e.transaction_id) - min(s.transaction_offset) + min(h.transaction_offset) AS beginning
    FROM models.rollout_event e CROSS JOIN models.rollout_event_stream s CROSS JOIN scores.log_horizon h
    WHERE e.rollout = ${id}`.execute(db);
  return rows[0]?.beginning ?? 0;
}

/** Steps that a rollout entered after the known ones, without counts. */
export async function readEnteredSteps(db: Db, id: number, known: readonly StepTally[]): Promise<StepTally[]> {
  const last = known.at(-1);
  const rows = await jsonRows<{ step: number; since: number }>(
    db,
    sql`SELECT step, min(at) AS since FROM models.rollout_event
      WHERE rollout = ${id} AND step > ${last?.step ?? -1} GROUP BY step ORDER BY step`,
  );
  // these times delimit the counts, so they never run backwards, even when clocks do
  let earliest = last?.since ?? 0;
  return rows.map(({ step, since }) => {
    earliest = Math.max(earliest, since);
    return { step, since: earliest, arms: {} };
  });
}

/**
 * Baseline of the champion from its latest requests: p95 of one request of each run, and bins of scores; undefined with too
 * few requests.
 */
export async function readBaseline(db: Db, { model, champion }: RolloutRow): Promise<Baseline | undefined> {
  const rows = await jsonRows<{ latency_ms: number; probability: number; is_timed: boolean }>(
    db,
    sql`SELECT latency_ms, probability,
        row_number() OVER (PARTITION BY transaction_id ORDER BY ${ANY_OF_RUN}) = 1 AS is_timed
      FROM (
        SELECT model, version, role, latency_ms, probability, transaction_id, request_id FROM scores.prediction_log
        ORDER BY transaction_id DESC, sequence DESC LIMIT ${SEARCHED_ROWS}
      ) newest
      WHERE model = ${model} AND version = ${champion} AND role = 'CHAMPION' LIMIT ${BASELINE_ROWS}`,
  );
  if (rows.length < LEAST_BASELINE_ROWS) return undefined;
  return {
    p95Ms: quantile(sortNumbers(rows.filter((row) => row.is_timed).map((row) => row.latency_ms)), 0.95) as number,
    edges: referenceEdges(sortNumbers(rows.map((row) => row.probability))),
  };
}

/**
 * Reads the log entries of a rollout that have not been counted: the rows that this snapshot sees and that of the last
 * count did not. So each row is counted once, as soon as it is committed, however long concurrent transactions stay
 * open. One statement has one snapshot.
 */
export async function readObservations(db: Db, row: RolloutRow, evidence: RolloutEvidence): Promise<LogObservations> {
  const { baseline, steps, readUntil, underWay = [] } = evidence;
  const watched = watchedVersions(row).map(({ version, role }) => ({ version, role }));
  const arms = JSON.stringify([{ version: row.champion, role: 'CHAMPION' }, ...watched]);
  const sinces = steps.map(({ since }) => since);
  const bound = baseline ? latencyBoundMs(baseline.p95Ms, allowedIncrease(row)) : null;
  const isNews = sql`rollout = ${row.id}
    AND (transaction_id >= ${readUntil}::bigint OR transaction_id = ANY(${underWay}::bigint[]))`;
  const { rows } = await sql<{
    snapshot: string;
    offset: number;
    counts: string | null;
    latencies: string | null;
    runs: string | null;
  }>`
    WITH arm AS (SELECT * FROM jsonb_to_recordset(${arms}::jsonb) AS a(version int, role text)),
    answered AS (
      SELECT version, scored_at AS at, latency_ms, transaction_id, request_id,
        width_bucket(probability, ${baseline?.edges ?? []}::float8[]) AS bin
      FROM scores.prediction_log JOIN arm USING (version, role) WHERE ${isNews}
    ), failed AS (
      SELECT version, failed_at AS at, latency_ms, transaction_id, request_id, NULL::int AS bin
      FROM scores.failure_log JOIN arm USING (version, role) WHERE ${isNews}
    ), request AS (
      SELECT *, width_bucket(at, ${sinces}::bigint[]) AS entered, at / 60000 AS minute
      FROM (SELECT * FROM answered UNION ALL SELECT * FROM failed) found
    ), counted AS (
      SELECT version, entered, minute, bin, count(*) AS requests, count(*) FILTER (WHERE bin IS NULL) AS errors
      FROM request GROUP BY version, entered, minute, bin
    ), timed AS (
      SELECT version, entered, minute, count(*) AS runs,
        count(*) FILTER (WHERE latency_ms > ${bound}::float8) AS slow,
        count(*) FILTER (WHERE latency_ms > ${row.settings.tripWires.p95Ms}::float8) AS "overLimit"
      FROM (
        SELECT DISTINCT ON (version, transaction_id) * FROM request ORDER BY version, transaction_id, ${ANY_OF_RUN}
      ) run GROUP BY version, entered, minute
    ), success AS (SELECT version, max(transaction_id) AS last FROM answered GROUP BY version),
    run AS (
      SELECT version, bool_or(s.last IS NOT NULL) AS "hasSuccess",
        count(f.version) FILTER (WHERE f.transaction_id > COALESCE(s.last, 0)) AS failures
      FROM success s FULL JOIN failed f USING (version) GROUP BY version
    )
    SELECT pg_current_snapshot()::text AS snapshot, transaction_offset AS "offset",
      (SELECT json_agg(c)::text FROM counted c WHERE entered > 0) AS counts,
      (SELECT json_agg(t)::text FROM timed t WHERE entered > 0) AS latencies,
      (SELECT json_agg(r)::text FROM run r) AS runs
    FROM scores.log_horizon`.execute(db);
  const [found] = rows;
  if (!found) throw new TypeError('the logs of scores have no horizon');
  const { next, underWay: stillUnderWay } = new StreamSnapshot(found.snapshot, found.offset);
  const [counts, latencies, runs] = [found.counts, found.latencies, found.runs].map((text) => JSON.parse(text ?? '[]'));
  return { readUntil: next, underWay: [...stillUnderWay], counts, latencies, runs };
}

/** Allowed increase of the latency; infinite without such a guardrail. */
export function allowedIncrease({ settings }: RolloutRow): number {
  return settings.guardrails.find(({ metric }) => metric === 'LATENCY_P95')?.limit ?? Number.POSITIVE_INFINITY;
}

/** Latest recorded requests of a model. */
export interface RecordedRequests {
  readonly count: number;
  /** JSON list of their feature vectors, parsed where they are replayed, not on this thread */
  readonly rows: string;
}

/** Reads the latest requests that the champion of a model answered. @param most maximum number */
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
