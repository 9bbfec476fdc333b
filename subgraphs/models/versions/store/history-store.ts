import { sql } from 'kysely';
import { type Reign, type ReignChange, type ReignEnd, reignsOf } from '../rules/reign.ts';
import type { Stage, StageAction } from '../rules/stage-rule.ts';
import type { Db, VersionKey } from './version-store.ts';

/** Change of stage to be stored. */
export interface NewStageChange extends VersionKey {
  readonly action: StageAction;
  readonly from: Stage | null;
  readonly to: Stage;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  /** of REPLACE: reason why the reign ended */
  readonly reignEnd?: ReignEnd | undefined;
}

/**
 * Moves a version to a stage and appends the change to the history. Requires the lock of the model.
 *
 * Times never run backwards within a model, even when clocks do.
 */
export async function recordMove(trx: Db, change: NewStageChange): Promise<void> {
  const at = await appendChange(trx, change);
  await sql`UPDATE models.model_version
    SET stage = ${change.to}, promoted_at = CASE WHEN ${change.to} = 'PRODUCTION' THEN ${at}::bigint ELSE promoted_at END
    WHERE model = ${change.model} AND version = ${change.version}`.execute(trx);
}

/** Appends to the history, and returns the recorded time. */
export async function appendChange(trx: Db, change: NewStageChange): Promise<number> {
  const { model, version, action, from, to, at, by, reason, reignEnd = null } = change;
  const { rows } = await sql<{ at: number }>`
    INSERT INTO models.stage_change (model, version, action, from_stage, to_stage, at, by, reason, reign_end)
    VALUES (${model}, ${version}, ${action}, ${from}, ${to},
      GREATEST(${at}::bigint, (SELECT MAX(at) FROM models.stage_change WHERE model = ${model})), ${by}, ${reason}, ${reignEnd})
    RETURNING at`.execute(trx);
  return rows[0]?.at ?? at;
}

/** Change of stage as stored. */
export interface StageChangeRow extends VersionKey {
  readonly id: number;
  readonly action: StageAction;
  readonly from_stage: Stage | null;
  readonly to_stage: Stage;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  /** of REPLACE: reason why the reign ended; null for changes from before it was recorded */
  readonly reign_end: ReignEnd | null;
}

/** History of a model, newest first, below an id. */
export async function listChanges(
  db: Db,
  model: string,
  first: number,
  before: number | null,
): Promise<StageChangeRow[]> {
  const { rows } = await sql<StageChangeRow>`SELECT * FROM models.stage_change
    WHERE model = ${model} AND (${before}::bigint IS NULL OR id < ${before}) ORDER BY id DESC LIMIT ${first}`.execute(
    db,
  );
  return rows;
}

/** Reigns of the champions of a model, oldest first. */
export async function listReigns(db: Db, model: string): Promise<readonly Reign[]> {
  const { rows } = await sql<ReignChange>`SELECT id, version, action, to_stage, reign_end FROM models.stage_change
    WHERE model = ${model} AND (to_stage = 'PRODUCTION' OR action IN ('REPLACE', 'ARCHIVE')) ORDER BY id`.execute(db);
  return reignsOf(rows);
}

/** Champion at a given time; undefined before the first promotion. */
export async function findChampionAt(db: Db, model: string, time: number): Promise<number | undefined> {
  const { rows } = await sql<VersionKey>`SELECT model, version FROM models.stage_change
    WHERE model = ${model} AND to_stage = 'PRODUCTION' AND at <= ${time} ORDER BY id DESC LIMIT 1`.execute(db);
  return rows[0]?.version;
}
