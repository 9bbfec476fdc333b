import type { Database } from '../../../platform/database/database.ts';
import { DomainError } from '../../../platform/errors.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../scoring/live-deployment.ts';
import type { Authorship } from '../audit/audit-event.ts';
import { getVersion, versionLabel } from './change-model.ts';
import { type Accession, type Reign, type ReignEnd, reignEnd } from './rules/reign.ts';
import { type StageMove, stageAfter } from './rules/stage-rule.ts';
import { isInGoodStanding, standingOf } from './rules/standing.ts';
import { isUnderCriticalAlert } from './store/critical-alert.ts';
import { listReigns, recordMove } from './store/history-store.ts';
import { type Db, findChampions, isArtifactIntact, putChallenger, type VersionKey } from './store/version-store.ts';

/**
 * Makes a version the champion, and archives the previous one with the reason why its reign ended. Requires the lock of
 * the model.
 *
 * @throws {DomainError} MODEL_VERSION_NOT_FOUND; STAGE_TRANSITION_REFUSED, also for a rollback to a version that is not
 *   in good standing; ARTIFACT_CORRUPT when the stored file is damaged: no replica could load it
 */
export async function makeChampion(
  trx: Db,
  accession: Accession,
  key: VersionKey,
  at: number,
  authorship: Authorship,
): Promise<void> {
  const move = accession === 'PROMOTE' ? 'PROMOTE' : 'ROLL_BACK';
  const version = await getVersion(trx, key);
  stageAfter(move, version.stage, versionLabel(key));
  if (move === 'ROLL_BACK') requireGoodStanding(await listReigns(trx, key.model), key);
  await requireIntact(trx, key, version.digest);
  // the previous champion leaves first, as only one version can be in PRODUCTION
  for (const champion of await findChampions(trx, [key.model])) {
    const end = reignEnd(accession, await isUnderCriticalAlert(trx, champion));
    await moveVersion(trx, 'REPLACE', champion, at, authorship, end);
  }
  await moveVersion(trx, move, key, at, authorship);
}

function requireGoodStanding(reigns: readonly Reign[], key: VersionKey): void {
  if (isInGoodStanding(reigns, key.version)) return;
  const standing = standingOf(reigns, key.version);
  const found = standing === 'NONE' ? 'a version that was never champion' : 'a champion that was withdrawn';
  const expected = 'a former champion in good standing; stage and promote it, or start a rollout';
  throw new DomainError('STAGE_TRANSITION_REFUSED', `${versionLabel(key)}: found ${found}, expected ${expected}`, {
    standing,
  });
}

/** Checks that replicas can load a version. @throws {DomainError} ARTIFACT_CORRUPT */
export async function requireIntact(trx: Db, key: VersionKey, digest: string): Promise<void> {
  if (await isArtifactIntact(trx, digest)) return;
  throw new DomainError('ARTIFACT_CORRUPT', `${versionLabel(key)}: found no intact artifact ${digest}`, { ...key });
}

/**
 * Moves a version to the stage that an action leads to, and appends to the history. A version that becomes champion or
 * is archived loses the alias challenger. Requires the lock of the model.
 *
 * @param reignEnd of the champion: reason why its reign ends
 * @throws {DomainError} MODEL_VERSION_NOT_FOUND, STAGE_TRANSITION_REFUSED
 */
export async function moveVersion(
  trx: Db,
  action: StageMove,
  { model, version }: VersionKey,
  at: number,
  { by, reason }: Authorship,
  reignEnd?: ReignEnd,
): Promise<void> {
  const row = await getVersion(trx, { model, version });
  const to = stageAfter(action, row.stage, versionLabel({ model, version }));
  if (row.is_challenger && (to === 'PRODUCTION' || to === 'ARCHIVED')) await putChallenger(trx, model, null);
  await recordMove(trx, { model, version, action, from: row.stage, to, at, by, reason, reignEnd });
}

/** Notifies every replica that `models.live_deployment` changed. Call it after the commit. */
export function publishDeploymentChanged({ events }: Database): void {
  events.publish(LIVE_DEPLOYMENT_CHANGED);
}
