import { sql } from 'kysely';
import type { Calibration, ModelSignature } from '../shared/model-manifest.ts';
import type { ScoreRole } from './prediction.ts';
import type { ScoresDb } from './store.ts';

/** What computes scores: an artifact, how it is fed and how its output becomes a probability. */
export interface ScoringVersion {
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly signature: ModelSignature;
  readonly calibration: Calibration;
}

/** A version that answers requests, as the registry publishes it. */
export interface Deployment extends ScoringVersion {
  readonly role: ScoreRole;
}

/** The champion of every model that has one. */
export async function findChampions(db: ScoresDb): Promise<readonly Deployment[]> {
  const { rows } = await sql<Deployment>`
    SELECT model, version, role, digest, signature, calibration FROM models.live_deployment
    WHERE role = 'CHAMPION'`.execute(db);
  return rows;
}

/** Notes what a version computes with, before its first score: a recorded score can then always be explained. */
export async function noteVersion(db: ScoresDb, version: ScoringVersion): Promise<void> {
  const { model, version: number, digest, signature, calibration } = version;
  await sql`INSERT INTO scores.scoring_version (model, version, digest, signature, calibration)
    VALUES (${model}, ${number}, ${digest}, ${JSON.stringify(signature)}::jsonb, ${JSON.stringify(calibration)}::jsonb)
    ON CONFLICT DO NOTHING`.execute(db);
}

/** Finds what a recorded score was computed with. */
export async function findScoringVersion(
  db: ScoresDb,
  { model, version, digest }: Pick<ScoringVersion, 'model' | 'version' | 'digest'>,
): Promise<ScoringVersion | undefined> {
  const { rows } = await sql<ScoringVersion>`
    SELECT model, version, digest, signature, calibration FROM scores.scoring_version
    WHERE model = ${model} AND version = ${version} AND digest = ${digest}`.execute(db);
  return rows[0];
}
