import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { GradePolicy } from '../../../scoring/grade.ts';
import type { ScoringVersion, VersionIdentity } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';

/** A version that scores, with what its scores are graded by. */
export interface GradingVersion extends ScoringVersion {
  /** the current one of its model */
  readonly gradePolicy: GradePolicy;
}

/** A version with its share of its model's traffic, as the registry publishes it. */
export interface Deployment extends GradingVersion {
  readonly role: 'CHAMPION' | 'CHALLENGER' | 'SHADOW';
  /** 0–1, of requests; for a shadow, of the requests that it scores too; 0 while its rollout has not begun */
  readonly trafficShare: number;
  /** salt of the rollout's draws of leads; '' without a rollout */
  readonly salt: string;
  /** id of the open rollout; null without one */
  readonly rollout: number | null;
  /** 0–1, of leads: their scores are hidden from sales while the rollout runs */
  readonly holdoutShare: number;
  /** whether it is withdrawn from traffic, and answers no request */
  readonly isWithdrawn: boolean;
}

const GRADE_POLICY = sql`json_build_object('name', grade_policy, 'limits', grade_limits) AS "gradePolicy"`;

/** Reads every version that has a share of its model's traffic, in the same order on every replica. */
export async function findDeployments(db: ScoresDb): Promise<readonly Deployment[]> {
  const { rows } = await sql<Deployment>`
    SELECT model, version, role, digest, signature, calibration, ${GRADE_POLICY}, traffic_share AS "trafficShare", salt, rollout,
      holdout_share AS "holdoutShare", EXISTS (SELECT 1 FROM scores.version_withdrawal w WHERE w.ended_at IS NULL
        AND (w.model, w.version, w.digest) = (d.model, d.version, d.digest)) AS "isWithdrawn"
    FROM models.live_deployment d ORDER BY model, version`.execute(db);
  return rows;
}

/** Records the signature and calibration of a version before its first score, so that its scores can be explained. */
export async function recordVersion(db: ScoresDb, version: ScoringVersion): Promise<void> {
  const { model, version: number, digest, signature, calibration } = version;
  await sql`INSERT INTO scores.scoring_version (model, version, digest, signature, calibration)
    VALUES (${model}, ${number}, ${digest}, ${JSON.stringify(signature)}::jsonb, ${JSON.stringify(calibration)}::jsonb)
    ON CONFLICT DO NOTHING`.execute(db);
}

/** Finds a version that is registered and not archived, with or without a share of the traffic. */
export async function findRegisteredVersion(
  db: ScoresDb,
  model: string,
  version: number,
): Promise<GradingVersion | undefined> {
  const { rows } = await sql<GradingVersion>`
    SELECT model, version, digest, signature, calibration, ${GRADE_POLICY} FROM models.registered_version
    WHERE model = ${model} AND version = ${version} AND stage <> 'ARCHIVED'`.execute(db);
  return rows[0];
}

/**
 * Gets a version that is registered and not archived.
 *
 * @throws {DomainError} MODEL_VERSION_NOT_FOUND
 */
export async function getRegisteredVersion(db: ScoresDb, model: string, version: number): Promise<GradingVersion> {
  const found = await findRegisteredVersion(db, model, version);
  if (found) return found;
  const message = `${model}:${version}: found no such version, expected one that is registered and not archived`;
  throw new DomainError('MODEL_VERSION_NOT_FOUND', message, { model, version });
}

/** Finds the version that computed a recorded score. */
export async function findScoringVersion(
  db: ScoresDb,
  { model, version, digest }: VersionIdentity,
): Promise<ScoringVersion | undefined> {
  const { rows } = await sql<ScoringVersion>`
    SELECT model, version, digest, signature, calibration FROM scores.scoring_version
    WHERE model = ${model} AND version = ${version} AND digest = ${digest}`.execute(db);
  return rows[0];
}

/** Finds the policy that graded scores of a model, by the name that they are recorded with. */
export async function findGradePolicy(db: ScoresDb, model: string, name: string): Promise<GradePolicy | undefined> {
  const { rows } = await sql<GradePolicy>`
    SELECT name, limits FROM models.grade_policy_facts WHERE model = ${model} AND name = ${name}`.execute(db);
  return rows[0];
}
