import { type Kysely, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { Calibration, ModelSignature } from '../../../../scoring/model-manifest.ts';
import type { InputPlan } from '../../../../scoring/onnx/onnx-binding.ts';
import type { ScoreComparison } from '../../validation/compare-scores.ts';
import type { Stage } from '../rules/stage-rule.ts';
import type { VersionDocument } from '../rules/version-document.ts';

/** Query builder without table types: statements name their tables in full. */
export type Db = Kysely<never>;

/** Key of a version. */
export interface VersionKey {
  readonly model: string;
  readonly version: number;
}

/** Version as stored, without its artifact. */
export interface VersionRow extends VersionKey {
  readonly stage: Stage;
  readonly digest: string;
  readonly size_bytes: number;
  readonly description: string;
  readonly framework: string;
  readonly command: string;
  readonly signature: ModelSignature;
  readonly input_form: InputPlan['form'];
  readonly calibration: Calibration;
  readonly metrics: Readonly<Record<string, number>>;
  readonly split: NonNullable<VersionDocument['split']> | null;
  readonly holdout_digest: string | null;
  /** comparison with the reference scores at registration; null when there was none */
  readonly score_comparison: ScoreComparison | null;
  /** whether it is the challenger of its model */
  readonly is_challenger: boolean;
  readonly created_at: number;
  readonly created_by: string;
  readonly promoted_at: number | null;
  readonly window_from: number | null;
  readonly window_until: number | null;
  readonly window_rows: number | null;
}

const VERSIONS = sql`SELECT v.model, v.version, v.stage, v.digest, a.size_bytes, v.description, v.framework, v.command,
    v.signature, v.input_form, v.calibration, v.metrics, v.split, v.holdout_digest, v.score_comparison,
    m.challenger IS NOT DISTINCT FROM v.version AS is_challenger, v.created_at, v.created_by, v.promoted_at,
    w.from_time AS window_from, w.until_time AS window_until, w.rows AS window_rows
  FROM models.model_version v JOIN models.artifact a USING (digest) JOIN models.model m ON m.name = v.model
  LEFT JOIN models.reference_window w USING (model, version)`;

/** Versions by their keys, in no particular order; absent ones are left out. */
export async function findVersions(db: Db, keys: readonly VersionKey[]): Promise<VersionRow[]> {
  return jsonRows(
    db,
    sql`${VERSIONS} WHERE (model, version) IN (
      SELECT model, version FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k(model text, version int)
    )`,
  );
}

/** Champions of these models, in no particular order. */
export async function findChampions(db: Db, models: readonly string[]): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`${VERSIONS}
    WHERE v.stage = 'PRODUCTION' AND model = ANY(${models}::text[])`.execute(db);
  return rows;
}

/** Versions of a model below a number, newest first. */
export async function listVersions(db: Db, model: string, first: number, below: number | null): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`${VERSIONS}
    WHERE model = ${model} AND (${below}::int IS NULL OR version < ${below}) ORDER BY version DESC LIMIT ${first}`.execute(
    db,
  );
  return rows;
}

/** Model as stored. */
export interface ModelRow {
  readonly name: string;
  readonly created_at: number;
  /** number of the version with this alias */
  readonly challenger: number | null;
}

/** Models by their names, in no particular order; without names all, in order of their names. */
export async function findModels(db: Db, names?: readonly string[]): Promise<ModelRow[]> {
  const { rows } = names
    ? await sql<ModelRow>`SELECT name, created_at, challenger FROM models.model WHERE name = ANY(${names}::text[])`.execute(
        db,
      )
    : await sql<ModelRow>`SELECT name, created_at, challenger FROM models.model ORDER BY name`.execute(db);
  return rows;
}

/**
 * Locks a model until the transaction ends, so that its changes are serialized.
 *
 * @param now creates the model when it is new; epoch milliseconds
 * @returns whether the model exists
 */
export async function lockModel(trx: Db, name: string, now?: number): Promise<boolean> {
  if (now !== undefined)
    await sql`INSERT INTO models.model (name, created_at) VALUES (${name}, ${now}) ON CONFLICT DO NOTHING`.execute(trx);
  const { rows } = await sql`SELECT 1 FROM models.model WHERE name = ${name} FOR UPDATE`.execute(trx);
  return rows.length > 0;
}

/** Highest version number of a model; 0 without versions. */
export async function latestVersion(trx: Db, model: string): Promise<number> {
  const { rows } = await sql<{ latest: number }>`
    SELECT COALESCE(MAX(version), 0) AS latest FROM models.model_version WHERE model = ${model}`.execute(trx);
  return rows[0]?.latest ?? 0;
}

/** Gives the alias challenger to a version, or removes it. Requires the lock of the model. */
export async function putChallenger(trx: Db, model: string, version: number | null): Promise<void> {
  await sql`UPDATE models.model SET challenger = ${version} WHERE name = ${model}`.execute(trx);
}

/** Whether a stored artifact still has the SHA-256 of its key, computed in the database. */
export async function isArtifactIntact(db: Db, digest: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM models.artifact
    WHERE digest = ${digest} AND encode(sha256(bytes), 'hex') = digest`.execute(db);
  return rows.length > 0;
}

/** Stores an artifact under its digest, and repairs a damaged one. */
export async function putArtifact(trx: Db, digest: string, bytes: Uint8Array): Promise<void> {
  await sql`INSERT INTO models.artifact (digest, bytes, size_bytes) VALUES (${digest}, ${bytes}, ${bytes.length})
    ON CONFLICT (digest) DO UPDATE SET bytes = excluded.bytes, size_bytes = excluded.size_bytes
    WHERE artifact.bytes <> excluded.bytes`.execute(trx);
}

/** Version to be stored. */
export interface NewVersion extends VersionKey {
  readonly stage: Stage;
  readonly digest: string;
  readonly inputForm: InputPlan['form'];
  readonly document: VersionDocument;
  readonly scores?: ScoreComparison | undefined;
  readonly createdAt: number;
  readonly createdBy: string;
}

/** Stores a version and its reference window. */
export async function insertVersion(trx: Db, version: NewVersion): Promise<void> {
  const { model, stage, digest, inputForm, document, scores: comparison, createdAt, createdBy } = version;
  const { description, framework, command, signature, calibration, metrics, split, holdoutDigest } = document;
  await sql`INSERT INTO models.model_version (model, version, stage, digest, description, framework, command,
      signature, input_form, calibration, metrics, split, holdout_digest, score_comparison, created_at, created_by)
    VALUES (${model}, ${version.version}, ${stage}, ${digest}, ${description}, ${framework}, ${command},
      ${JSON.stringify(signature)}, ${inputForm}, ${JSON.stringify(calibration)}, ${JSON.stringify(metrics)},
      ${split ? JSON.stringify(split) : null}, ${holdoutDigest ?? null}, ${comparison ? JSON.stringify(comparison) : null}, ${createdAt}, ${createdBy})`.execute(
    trx,
  );
  if (!document.referenceWindow) return;
  const { from, until, rows, features, scores } = document.referenceWindow;
  await sql`INSERT INTO models.reference_window (model, version, from_time, until_time, rows, features, scores)
    VALUES (${model}, ${version.version}, ${from}, ${until}, ${rows},
      ${JSON.stringify(features)}, ${JSON.stringify(scores)})`.execute(trx);
}
