import { sql } from 'kysely';
import type { ScoringVersion, VersionIdentity } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';

/** A version with its part in the traffic of its model, as the registry publishes it. */
export interface Deployment extends ScoringVersion {
  readonly role: 'CHAMPION' | 'CHALLENGER' | 'SHADOW';
  /** 0–1: of requests, for a shadow of those it sees; 0 while its rollout has not begun */
  readonly trafficShare: number;
  /** of the rollout, draws which leads go where; '' without one */
  readonly salt: string;
  /** id of the rollout that runs; null without one */
  readonly rollout: number | null;
  /** 0–1: of leads, those whose scores are hidden from sales while the rollout runs */
  readonly holdoutShare: number;
  /** whether it was taken out of traffic, and answers nothing */
  readonly isWithdrawn: boolean;
}

/** Every version that has a part in the traffic of its model, in an order that every replica shares. */
export async function findDeployments(db: ScoresDb): Promise<readonly Deployment[]> {
  const { rows } = await sql<Deployment>`
    SELECT model, version, role, digest, signature, calibration, traffic_share AS "trafficShare", salt, rollout,
      holdout_share AS "holdoutShare", EXISTS (SELECT 1 FROM scores.version_withdrawal w WHERE w.ended_at IS NULL
        AND (w.model, w.version, w.digest) = (d.model, d.version, d.digest)) AS "isWithdrawn"
    FROM models.live_deployment d ORDER BY model, version`.execute(db);
  return rows;
}

/** Notes what a version computes with, before its first score: a recorded score can then always be explained. */
export async function noteVersion(db: ScoresDb, version: ScoringVersion): Promise<void> {
  const { model, version: number, digest, signature, calibration } = version;
  await sql`INSERT INTO scores.scoring_version (model, version, digest, signature, calibration)
    VALUES (${model}, ${number}, ${digest}, ${JSON.stringify(signature)}::jsonb, ${JSON.stringify(calibration)}::jsonb)
    ON CONFLICT DO NOTHING`.execute(db);
}

/** Finds a version that is registered and not archived, whether it has a part in the traffic or not. */
export async function findRegisteredVersion(
  db: ScoresDb,
  model: string,
  version: number,
): Promise<ScoringVersion | undefined> {
  const { rows } = await sql<ScoringVersion>`
    SELECT model, version, digest, signature, calibration FROM models.registered_version
    WHERE model = ${model} AND version = ${version} AND stage <> 'ARCHIVED'`.execute(db);
  return rows[0];
}

/** Finds what a recorded score was computed with. */
export async function findScoringVersion(
  db: ScoresDb,
  { model, version, digest }: VersionIdentity,
): Promise<ScoringVersion | undefined> {
  const { rows } = await sql<ScoringVersion>`
    SELECT model, version, digest, signature, calibration FROM scores.scoring_version
    WHERE model = ${model} AND version = ${version} AND digest = ${digest}`.execute(db);
  return rows[0];
}
