import type { Database } from '../shared/database.ts';
import { DomainError } from '../shared/errors.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../shared/live-deployment.ts';
import type { Authorship } from './audit/audit-event.ts';
import { getVersion, nameOf } from './change-model.ts';
import { recordMove } from './history-store.ts';
import { type StageMove, stageAfter } from './stage-rule.ts';
import { type Db, findChampions, isArtifactIntact, putChallenger, type VersionKey } from './store.ts';

/**
 * Makes a version the champion and archives the one before. Call it with the model held.
 *
 * @throws {DomainError} MODEL_VERSION_NOT_FOUND, STAGE_TRANSITION_REFUSED; ARTIFACT_CORRUPT when its stored file is not
 *   the registered one: no replica could load it
 */
export async function crownVersion(
  trx: Db,
  move: 'PROMOTE' | 'ROLL_BACK',
  key: VersionKey,
  at: number,
  authorship: Authorship,
): Promise<void> {
  const version = await getVersion(trx, key);
  stageAfter(move, version.stage, nameOf(key));
  await requireIntact(trx, key, version.digest);
  // the champion leaves first: there is room for one
  for (const champion of await findChampions(trx, [key.model]))
    await moveVersion(trx, 'REPLACE', champion, at, authorship);
  await moveVersion(trx, move, key, at, authorship);
}

/** Makes sure that replicas can load a version. @throws {DomainError} ARTIFACT_CORRUPT */
export async function requireIntact(trx: Db, key: VersionKey, digest: string): Promise<void> {
  if (await isArtifactIntact(trx, digest)) return;
  throw new DomainError('ARTIFACT_CORRUPT', `${nameOf(key)}: found no intact artifact ${digest}`, { ...key });
}

/**
 * Moves a version to the stage that an action leads to, and writes it into the history. One that becomes champion or is
 * archived is the challenger no longer. Call it with the model held.
 *
 * @throws {DomainError} MODEL_VERSION_NOT_FOUND, STAGE_TRANSITION_REFUSED
 */
export async function moveVersion(
  trx: Db,
  action: StageMove,
  { model, version }: VersionKey,
  at: number,
  { by, reason }: Authorship,
): Promise<void> {
  const row = await getVersion(trx, { model, version });
  const to = stageAfter(action, row.stage, nameOf({ model, version }));
  if (row.is_challenger && (to === 'PRODUCTION' || to === 'ARCHIVED')) await putChallenger(trx, model, null);
  await recordMove(trx, { model, version, action, from: row.stage, to, at, by, reason });
}

/** Tells every replica that another version answers now. Call it after the commit. */
export function announce({ events }: Database): void {
  events.publish(LIVE_DEPLOYMENT_CHANGED);
}
