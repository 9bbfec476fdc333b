import { type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { Db } from '../../versions/store/version-store.ts';
import type { NewRolloutEvent, RecordedAnalysis, RolloutEventRow, RolloutRow } from '../rules/rollout-row.ts';

/** Columns of `models.rollout r` that make a {@link RolloutRow}. */
export const ROLLOUT: RawBuilder<unknown> = sql`r.id, r.model, r.champion, r.strategy, r.settings, r.salt, r.state, r.traffic_share, r.holdout_share,
  r.created_at, r.requested_by, r.reason, r.ended_at, r.end_reason,
  (SELECT json_agg(json_build_object('version', w.version, 'role', w.role, 'weight', w.weight) ORDER BY w.role, w.version)
    FROM models.rollout_version w WHERE w.rollout = r.id) AS versions`;

/** Rollout to be stored. */
export type NewRollout = Omit<RolloutRow, 'id' | 'ended_at' | 'end_reason' | 'traffic_share'>;

/**
 * Stores a rollout with its versions and returns its id. Requires the lock of the model: it may have one open rollout.
 */
export async function insertRollout(trx: Db, rollout: NewRollout): Promise<number> {
  const { model, champion, strategy, settings, salt, state, holdout_share, created_at, requested_by, reason } = rollout;
  const { rows } = await sql<{ id: number }>`INSERT INTO models.rollout
      (model, champion, strategy, settings, salt, state, holdout_share, created_at, requested_by, reason)
    VALUES (${model}, ${champion}, ${strategy}, ${JSON.stringify(settings)}, ${salt}, ${JSON.stringify(state)},
      ${holdout_share}, ${created_at}, ${requested_by}, ${reason}) RETURNING id`.execute(trx);
  const { id } = rows[0] as { id: number };
  await sql`INSERT INTO models.rollout_version (rollout, model, version, role, weight)
    SELECT ${id}, ${model}, version, role, weight
    FROM jsonb_to_recordset(${JSON.stringify(rollout.versions)}::jsonb) AS v(version int, role text, weight float8)
    `.execute(trx);
  return id;
}

/** Rollouts by their ids, in no particular order; absent ones are left out. */
export async function findRollouts(db: Db, ids: readonly number[]): Promise<RolloutRow[]> {
  return jsonRows(db, sql`SELECT ${ROLLOUT} FROM models.rollout r WHERE r.id = ANY(${ids}::bigint[])`);
}

/** Number of a GraphQL id; undefined for an invalid one. */
export function rolloutNumber(id: string): number | undefined {
  return /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}

/** Rollout by its GraphQL id; undefined also for an invalid one. */
export async function findRollout(db: Db, id: string): Promise<RolloutRow | undefined> {
  const number = rolloutNumber(id);
  const [row] = number === undefined ? [] : await findRollouts(db, [number]);
  return row;
}

/** Open rollout of a model. */
export async function findOpenRollout(db: Db, model: string): Promise<RolloutRow | undefined> {
  const [row] = await jsonRows<RolloutRow>(
    db,
    sql`SELECT ${ROLLOUT} FROM models.rollout r WHERE r.model = ${model} AND r.ended_at IS NULL`,
  );
  return row;
}

/** Open rollouts, oldest first. */
export async function listOpenRollouts(db: Db): Promise<RolloutRow[]> {
  return jsonRows(db, sql`SELECT ${ROLLOUT} FROM models.rollout r WHERE r.ended_at IS NULL ORDER BY r.id`);
}

/** Latest completed A/B test of a challenger against a champion. */
export async function findCompletedTest(
  db: Db,
  model: string,
  champion: number,
  challenger: number,
): Promise<RolloutRow | undefined> {
  const [row] = await jsonRows<RolloutRow>(
    db,
    sql`SELECT ${ROLLOUT} FROM models.rollout r
      WHERE r.model = ${model} AND r.champion = ${champion} AND r.strategy = 'AB_TEST'
        AND r.state->>'status' = 'COMPLETED' AND EXISTS (SELECT 1 FROM models.rollout_version w
          WHERE w.rollout = r.id AND w.version = ${challenger} AND w.role = 'CHALLENGER')
      ORDER BY r.id DESC LIMIT 1`,
  );
  return row;
}

/** Rollouts of a model below an id, newest first. */
export async function listRollouts(db: Db, model: string, first: number, before: number | null): Promise<RolloutRow[]> {
  return jsonRows(
    db,
    sql`SELECT ${ROLLOUT} FROM models.rollout r
      WHERE r.model = ${model} AND (${before}::bigint IS NULL OR r.id < ${before}) ORDER BY r.id DESC LIMIT ${first}`,
  );
}

/** Stores the state of a rollout. Requires the lock of the model. */
export async function updateRollout(
  trx: Db,
  { id, model, state, traffic_share, ended_at, end_reason }: RolloutRow,
): Promise<void> {
  const isRolledBack = state.status === 'ROLLED_BACK';
  await sql`UPDATE models.rollout SET state = ${JSON.stringify(state)}, traffic_share = ${traffic_share},
    ended_at = ${ended_at}, end_reason = ${end_reason}, rolled_back_at = CASE WHEN ${isRolledBack}::boolean
      THEN (SELECT max(c.id) FROM models.stage_change c WHERE c.model = ${model}) END WHERE id = ${id}`.execute(trx);
}

/**
 * Position in the history of its model after which the latest rollout of a challenger was rolled back; undefined
 * without one.
 */
export async function findRolledBackAt(db: Db, model: string, version: number): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`SELECT max(r.rolled_back_at) AS at
    FROM models.rollout r JOIN models.rollout_version w ON w.rollout = r.id
    WHERE r.model = ${model} AND w.version = ${version} AND w.role = 'CHALLENGER'`.execute(db);
  return rows[0]?.at ?? undefined;
}

/** Columns of `models.rollout_event p` that make a {@link RolloutEventRow}. */
export const ROLLOUT_EVENT: RawBuilder<unknown> = sql`p.sequence, p.transaction_id AS "transactionId", p.rollout, p.type,
  p.at, p.by, p.reason, p.severity, p.status, p.step, p.traffic_share, p.analysis`;

/** Appends to the history of a rollout. */
export async function appendRolloutEvent(trx: Db, event: NewRolloutEvent): Promise<void> {
  const { rollout, type, at, by, reason, severity, status, step, traffic_share, analysis } = event;
  await sql`INSERT INTO models.rollout_event
      (rollout, type, at, by, reason, severity, status, step, traffic_share, analysis)
    VALUES (${rollout}, ${type}, ${at}, ${by}, ${reason}, ${severity}, ${status}, ${step}, ${traffic_share},
      ${analysis ? JSON.stringify(analysis) : null})`.execute(trx);
}

/** Events of one rollout below a position, newest first. */
export async function listRolloutEvents(
  db: Db,
  rollout: number,
  first: number,
  before: number | null,
): Promise<RolloutEventRow[]> {
  return jsonRows(
    db,
    sql`SELECT ${ROLLOUT_EVENT} FROM models.rollout_event p
      WHERE p.rollout = ${rollout} AND (${before}::bigint IS NULL OR p.sequence < ${before})
      ORDER BY p.sequence DESC LIMIT ${first}`,
  );
}

/** Latest analysis of a rollout. */
export interface LatestAnalysis {
  readonly rollout: number;
  readonly at: number;
  readonly analysis: RecordedAnalysis;
}

/** Latest analyses of rollouts that have one, in no particular order. */
export async function findLatestAnalyses(db: Db, rollouts: readonly number[]): Promise<LatestAnalysis[]> {
  return jsonRows(
    db,
    sql`SELECT e.rollout, e.at, e.analysis FROM unnest(${rollouts}::bigint[]) AS id CROSS JOIN LATERAL (
        SELECT rollout, at, analysis FROM models.rollout_event
        WHERE rollout = id AND analysis IS NOT NULL ORDER BY sequence DESC LIMIT 1
      ) e`,
  );
}
