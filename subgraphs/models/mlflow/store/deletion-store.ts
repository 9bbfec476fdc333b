import { sql } from 'kysely';
import type { Db } from '../../versions/store/version-store.ts';
import type { ConflictRow } from './conflict-store.ts';
import type { LinkedRow } from './link-store.ts';

/** Names of MLflow models with linked versions that still exist there. */
export async function listKnownNames(db: Db): Promise<string[]> {
  const { rows } = await sql<{ mlflow_name: string }>`SELECT DISTINCT mlflow_name FROM models.mlflow_version
    WHERE version IS NOT NULL AND gone_at IS NULL ORDER BY mlflow_name`.execute(db);
  return rows.map(({ mlflow_name }) => mlflow_name);
}

/** All links of an MLflow model to versions of this registry, those to deleted versions included. */
export async function listAllLinks(db: Db, name: string): Promise<LinkedRow[]> {
  const { rows } = await sql<LinkedRow>`SELECT * FROM models.mlflow_version
    WHERE mlflow_name = ${name} AND version IS NOT NULL ORDER BY mlflow_version`.execute(db);
  return rows;
}

/** Marks a linked version as deleted in MLflow, or as existing again when `at` is null. */
export async function putGone(db: Db, { model, version }: LinkedRow, at: number | null): Promise<void> {
  await sql`UPDATE models.mlflow_version SET gone_at = ${at}::bigint
    WHERE model = ${model} AND version = ${version}`.execute(db);
}

/**
 * Deletes the reasons of skipped versions that no longer exist in MLflow. @param present numbers of the existing ones
 */
export async function forgetSkips(db: Db, name: string, present: readonly number[]): Promise<void> {
  await sql`DELETE FROM models.mlflow_version
    WHERE mlflow_name = ${name} AND version IS NULL AND mlflow_version <> ALL(${present}::int[])`.execute(db);
}

/** Deletes the aliases of a deleted model, so that a new one of its name starts afresh. */
export async function forgetAliases(db: Db, name: string): Promise<void> {
  await sql`DELETE FROM models.mlflow_alias WHERE mlflow_name = ${name}`.execute(db);
}

/** Closes open conflicts about aliases and stages of deleted versions. @param subjects default all of the model */
export async function supersedeConflicts(
  db: Db,
  name: string,
  subjects: readonly string[] | null,
  at: number,
): Promise<void> {
  await sql`UPDATE models.mlflow_conflict SET state = 'SUPERSEDED', closed_at = ${at}::bigint
    WHERE mlflow_name = ${name} AND closed_at IS NULL AND state <> 'GONE'
      AND (${subjects}::text[] IS NULL OR subject = ANY(${subjects}::text[]))`.execute(db);
}

/** Closes conflicts about deletions that are settled: the version exists again, or is archived in this registry. */
export async function closeSettledDeletions(db: Db, at: number): Promise<ConflictRow[]> {
  const { rows } =
    await sql<ConflictRow>`UPDATE models.mlflow_conflict c SET state = 'AGREED', closed_at = ${at}::bigint
    WHERE c.state = 'GONE' AND NOT EXISTS (
      SELECT 1 FROM models.mlflow_version l JOIN models.model_version v USING (model, version)
      WHERE l.mlflow_name = c.mlflow_name AND l.gone_at IS NOT NULL AND v.stage <> 'ARCHIVED'
        AND (c.subject = 'model' OR c.subject = 'version ' || l.mlflow_version))
    RETURNING c.*`.execute(db);
  return rows;
}

/** Renames an MLflow model in all tables, and records a conflict about it. */
export async function renameModel(db: Db, from: string, to: string, at: number): Promise<ConflictRow> {
  return db.transaction().execute(async (trx) => {
    await sql`DELETE FROM models.mlflow_version WHERE mlflow_name = ${to} AND version IS NULL`.execute(trx);
    await sql`DELETE FROM models.mlflow_alias WHERE mlflow_name = ${to}`.execute(trx);
    for (const table of ['mlflow_version', 'mlflow_alias'])
      await sql`UPDATE ${sql.table(`models.${table}`)} SET mlflow_name = ${to} WHERE mlflow_name = ${from}`.execute(
        trx,
      );
    await sql`UPDATE models.mlflow_conflict SET state = 'SUPERSEDED', closed_at = ${at}::bigint
      WHERE mlflow_name = ${to} AND closed_at IS NULL`.execute(trx);
    await sql`UPDATE models.mlflow_conflict SET mlflow_name = ${to}
      WHERE mlflow_name = ${from} AND closed_at IS NULL`.execute(trx);
    const { rows } = await sql<ConflictRow>`INSERT INTO models.mlflow_conflict
        (mlflow_name, subject, here, there, state, detected_at, closed_at)
      VALUES (${to}, 'model', ${from}, ${to}, 'RENAMED', ${at}::bigint, ${at}::bigint) RETURNING *`.execute(trx);
    return rows[0] as ConflictRow;
  });
}

/** Model of this registry that the versions of an MLflow model were imported to; undefined before the first. */
export async function findLinkedModel(db: Db, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ model: string }>`SELECT model FROM models.mlflow_version
    WHERE mlflow_name = ${name} AND version IS NOT NULL ORDER BY gone_at DESC NULLS FIRST LIMIT 1`.execute(db);
  return rows[0]?.model;
}

/** Another MLflow model whose existing versions were imported to a model of this registry. */
export async function findOtherSource(db: Db, model: string, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ mlflow_name: string }>`SELECT mlflow_name FROM models.mlflow_version
    WHERE model = ${model} AND mlflow_name <> ${name} AND gone_at IS NULL LIMIT 1`.execute(db);
  return rows[0]?.mlflow_name;
}
