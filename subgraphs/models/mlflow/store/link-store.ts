import { sql } from 'kysely';
import type { ErrorCode } from '../../../../platform/errors.ts';
import type { Db, VersionKey } from '../../versions/store/version-store.ts';
import type { TwoSides } from '../rules/reconcile.ts';

/** Key of a version in MLflow. */
export interface MlflowKey {
  readonly name: string;
  readonly version: number;
}

/** MLflow version as stored: a link to a version of this registry, or the reason why it was skipped. */
export interface LinkRow {
  readonly mlflow_name: string;
  readonly mlflow_version: number;
  readonly model: string | null;
  readonly version: number | null;
  readonly run_id: string | null;
  /** of the version's data: a change of it makes another import worthwhile */
  readonly fingerprint: string;
  readonly skip_code: ErrorCode | null;
  readonly skip_reason: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly stage_here: string | null;
  readonly stage_there: string | null;
  /** location of its files, as MLflow reports it; null when it was linked before this was stored */
  readonly source: string | null;
  /** time of its creation in MLflow, epoch milliseconds; null when unknown */
  readonly created_there: number | null;
  /** time when its deletion in MLflow was detected; null while it exists */
  readonly gone_at: number | null;
}

/** Stored versions of an MLflow model. */
export async function listLinks(db: Db, name: string): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`SELECT * FROM models.mlflow_version
    WHERE mlflow_name = ${name} AND gone_at IS NULL`.execute(db);
  return rows;
}

/** Link to a version of this registry. */
export type LinkedRow = LinkRow & VersionKey;

/** Links of versions of this registry, in no particular order. */
export async function findLinks(db: Db, keys: readonly VersionKey[]): Promise<LinkedRow[]> {
  const { rows } = await sql<LinkedRow>`SELECT l.* FROM models.mlflow_version l
    JOIN jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k(model text, version int)
      ON l.model = k.model AND l.version = k.version`.execute(db);
  return rows;
}

/** Data of an MLflow version at one sync. */
export interface VersionSnapshot extends MlflowKey {
  readonly runId: string;
  readonly source: string;
  /** time of its creation in MLflow, epoch milliseconds */
  readonly createdAt: number | undefined;
  readonly fingerprint: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly at: number;
}

/** Imported version, with the stages in both registries. */
export interface NewLink extends VersionSnapshot {
  readonly key: VersionKey;
  readonly stageHere: string;
  readonly stageThere: string | undefined;
}

/** Stores a link. @returns false when the MLflow version has one already */
export async function insertLink(trx: Db, link: NewLink): Promise<boolean> {
  const { name, version, key, runId, source, createdAt, fingerprint, tags, stageHere, stageThere, at } = link;
  const { rows } =
    await sql`INSERT INTO models.mlflow_version AS l (mlflow_name, mlflow_version, model, version, run_id,
      source, created_there, fingerprint, tags, stage_here, stage_there, seen_at)
    VALUES (${name}, ${version}, ${key.model}, ${key.version}, ${runId}, ${source}, ${createdAt ?? null}::bigint,
      ${fingerprint}, ${JSON.stringify(tags)}::jsonb, ${stageHere}, ${stageThere ?? null}, ${at})
    ON CONFLICT (mlflow_name, mlflow_version) WHERE gone_at IS NULL DO UPDATE SET model = excluded.model,
      version = excluded.version, run_id = excluded.run_id, source = excluded.source,
      created_there = excluded.created_there, fingerprint = excluded.fingerprint, tags = excluded.tags, skip_code = NULL,
      skip_reason = NULL, stage_here = excluded.stage_here, stage_there = excluded.stage_there, seen_at = excluded.seen_at
    WHERE l.version IS NULL RETURNING 1`.execute(trx);
  return rows.length > 0;
}

/** Stores the reason why a version cannot be imported. @returns whether it is new */
export async function putSkip(db: Db, snapshot: VersionSnapshot, code: ErrorCode, reason: string): Promise<boolean> {
  const { name, version, runId, fingerprint, tags, at } = snapshot;
  const { rows } =
    await sql`INSERT INTO models.mlflow_version AS l (mlflow_name, mlflow_version, run_id, fingerprint, skip_code,
      skip_reason, tags, seen_at)
    VALUES (${name}, ${version}, ${runId}, ${fingerprint}, ${code}, ${reason}, ${JSON.stringify(tags)}::jsonb, ${at})
    ON CONFLICT (mlflow_name, mlflow_version) WHERE gone_at IS NULL DO UPDATE SET fingerprint = excluded.fingerprint,
      skip_code = excluded.skip_code, skip_reason = excluded.skip_reason, tags = excluded.tags, seen_at = excluded.seen_at
    WHERE l.version IS NULL
      AND (l.fingerprint, l.skip_code) IS DISTINCT FROM (excluded.fingerprint, excluded.skip_code)
    RETURNING 1`.execute(db);
  return rows.length > 0;
}

/** Updates the tags of a linked version, and the data that identify it. */
export async function putTags(db: Db, { name, version, tags, source, createdAt, at }: VersionSnapshot): Promise<void> {
  await sql`UPDATE models.mlflow_version SET tags = ${JSON.stringify(tags)}::jsonb, seen_at = ${at}, source = ${source},
      created_there = ${createdAt ?? null}::bigint
    WHERE mlflow_name = ${name} AND mlflow_version = ${version} AND gone_at IS NULL`.execute(db);
}

/** Stores the stage of a version in both registries. */
export async function putStage(
  db: Db,
  { name, version }: MlflowKey,
  { here, there }: Pick<TwoSides, 'here' | 'there'>,
): Promise<void> {
  await sql`UPDATE models.mlflow_version SET stage_here = ${here ?? null}, stage_there = ${there ?? null}
    WHERE mlflow_name = ${name} AND mlflow_version = ${version} AND gone_at IS NULL`.execute(db);
}

/** Alias that both registries have. */
export type SharedAlias = 'champion' | 'challenger';

/** Values of an alias in both registries at the last sync; none before the first. */
export async function findAlias(
  db: Db,
  name: string,
  alias: SharedAlias,
): Promise<Pick<TwoSides, 'lastHere' | 'lastThere'>> {
  const { rows } = await sql<{ here: string | null; there: string | null }>`SELECT here, there
    FROM models.mlflow_alias WHERE mlflow_name = ${name} AND alias = ${alias}`.execute(db);
  return { lastHere: rows[0]?.here ?? undefined, lastThere: rows[0]?.there ?? undefined };
}

/** Stores the values of an alias in both registries. */
export async function putAlias(
  db: Db,
  name: string,
  alias: SharedAlias,
  { here, there }: Pick<TwoSides, 'here' | 'there'>,
): Promise<void> {
  await sql`INSERT INTO models.mlflow_alias (mlflow_name, alias, here, there)
    VALUES (${name}, ${alias}, ${here ?? null}, ${there ?? null})
    ON CONFLICT (mlflow_name, alias) DO UPDATE SET here = excluded.here, there = excluded.there`.execute(db);
}
