import { type Kysely, sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { DEFAULT_GRADE_POLICY, type GradePolicy } from '../../../scoring/grade.ts';
import type { Calibration, ModelSignature } from '../../../scoring/model-manifest.ts';

/** Key of a version of a model. */
export interface VersionKey {
  readonly model: string;
  readonly version: number;
}

/** Version as `models` publishes it. */
export interface VersionFacts extends VersionKey {
  readonly digest: string;
  readonly signature: ModelSignature;
  readonly calibration: Calibration;
}

const FACTS = sql`model, version, digest, signature, calibration`;

/**
 * Finds a version, or the champion of the model.
 *
 * @param version the champion when absent
 * @throws {DomainError} MODEL_NOT_FOUND, MODEL_VERSION_NOT_FOUND; NO_LIVE_MODEL when there is no champion
 */
export async function getVersion(db: Kysely<never>, model: string, version?: number): Promise<VersionFacts> {
  const { rows } = await sql<VersionFacts & { readonly stage: string }>`
    SELECT ${FACTS}, stage FROM models.version_facts WHERE model = ${model}`.execute(db);
  if (rows.length === 0) throw new DomainError('MODEL_NOT_FOUND', `found no model ${model}`, { model });
  const found = rows.find((row) => (version === undefined ? row.stage === 'PRODUCTION' : row.version === version));
  if (found) return found;
  if (version === undefined) throw new DomainError('NO_LIVE_MODEL', `${model}: found no champion`, { model });
  throw new DomainError('MODEL_VERSION_NOT_FOUND', `found no version ${version} of ${model}`, { model, version });
}

/** Finds the grade policy that new scores of a model get; the default one where the model is unknown. */
export async function findGradePolicy(db: Kysely<never>, model: string): Promise<GradePolicy> {
  const { rows } = await sql<GradePolicy>`
    SELECT name, limits FROM models.grade_policy_facts WHERE model = ${model} AND is_current`.execute(db);
  return rows[0] ?? DEFAULT_GRADE_POLICY;
}

/** Lists the versions whose scores callers receive now: champions, and challengers with a share of the traffic. */
export async function listShownVersions(db: Kysely<never>): Promise<readonly VersionKey[]> {
  const { rows } = await sql<VersionKey>`
    SELECT model, version FROM models.live_deployment
    WHERE role IN ('CHAMPION', 'CHALLENGER') ORDER BY model, version`.execute(db);
  return rows;
}
