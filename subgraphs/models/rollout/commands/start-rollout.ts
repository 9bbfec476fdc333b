import { DomainError } from '../../../../platform/errors.ts';
import type { Authorship } from '../../audit/audit-event.ts';
import { findPolicy } from '../../promotion/policy-store.ts';
import { getVersion, versionLabel } from '../../versions/change-model.ts';
import { moveVersion, requireIntact } from '../../versions/move-version.ts';
import type { Reign } from '../../versions/rules/reign.ts';
import { listReigns } from '../../versions/store/history-store.ts';
import { type Db, findChampions, putChallenger } from '../../versions/store/version-store.ts';
import { goesOnTrial } from '../rules/admission.ts';
import { type RolloutGround, resolveSettings } from '../rules/resolve-settings.ts';
import { isInRollbackWindow, isWayBack } from '../rules/rollback-window.ts';
import type { RolloutRequest } from '../rules/rollout-request.ts';
import type { RolloutRow, RolloutVersion } from '../rules/rollout-row.ts';
import { PENDING_ROLLOUT } from '../rules/rollout-state.ts';
import { appendRolloutEvent, findRolledBackAt, insertRollout, type NewRollout } from '../store/rollout-store.ts';
import { applyRolloutEvent } from './apply-rollout-event.ts';
import { requireNoRollout } from './require-no-rollout.ts';

/**
 * Starts a rollout. Requires the lock of the model.
 *
 * A challenger gets the alias and moves to STAGING; a former champion that skips steps stays ARCHIVED until it is
 * champion again. The rollout waits for its replay, or begins in this transaction when it has none.
 *
 * @param salt assigns leads to the challenger
 * @throws {DomainError} ROLLOUT_IN_PROGRESS, ROLLOUT_INVALID, MODEL_VERSION_NOT_FOUND; NO_LIVE_MODEL without a
 *   champion; STAGE_TRANSITION_REFUSED for the champion itself and for an archived version outside the rollback window;
 *   ARTIFACT_CORRUPT
 */
export async function startRollout(
  trx: Db,
  request: RolloutRequest,
  at: number,
  authorship: Authorship,
  salt: string,
): Promise<RolloutRow> {
  const { model, strategy } = request;
  await requireNoRollout(trx, model);
  const reigns = await listReigns(trx, model);
  const ground = await readGround(trx, request, reigns);
  const { champion } = ground;
  const { settings, holdoutShare, versions, beginsAtOnce } = resolveSettings(request, ground);
  const admission = { model, reigns, isWayBack: settings.isWayBack === true };
  for (const version of versions) await admit(trx, version, admission, at, authorship);
  const isChallenged = versions.some(({ role }) => role === 'CHALLENGER');
  if (isChallenged) await putChallenger(trx, model, request.version);
  const created = await create(trx, {
    model,
    champion,
    strategy,
    settings,
    salt,
    state: PENDING_ROLLOUT,
    holdout_share: holdoutShare,
    versions,
    created_at: at,
    requested_by: authorship.by,
    reason: authorship.reason,
  });
  return beginsAtOnce ? applyRolloutEvent(trx, created, { type: 'START', at }, authorship) : created;
}

async function getChampion(trx: Db, model: string): Promise<number> {
  const [champion] = await findChampions(trx, [model]);
  if (champion) return champion.version;
  throw new DomainError('NO_LIVE_MODEL', `${model}: found no champion, expected one to hold a challenger against`);
}

async function readGround(
  trx: Db,
  { model, version }: RolloutRequest,
  reigns: readonly Reign[],
): Promise<RolloutGround> {
  const rolledBackAt = await findRolledBackAt(trx, model, version);
  const { gates } = await findPolicy(trx, model);
  return {
    champion: await getChampion(trx, model),
    isWayBack: isWayBack(reigns, version, rolledBackAt),
    needsApproval: gates.includes('APPROVAL'),
  };
}

interface Admission {
  readonly model: string;
  readonly reigns: readonly Reign[];
  readonly isWayBack: boolean;
}

/** Admits a version to a rollout, and moves a challenger to STAGING. */
async function admit(
  trx: Db,
  { version, role }: RolloutVersion,
  { model, reigns, isWayBack }: Admission,
  at: number,
  authorship: Authorship,
): Promise<void> {
  const key = { model, version };
  const { stage, digest } = await getVersion(trx, key);
  const championships = reigns.map((reign) => reign.version);
  const isRetired = reigns.findLast((reign) => reign.version === version)?.isRetired === true;
  const isRecentChampion = isInRollbackWindow(championships, version) && !isRetired;
  const isTrial = goesOnTrial({ name: versionLabel(key), version, role, stage, isRecentChampion, isWayBack });
  await requireIntact(trx, key, digest);
  if (isTrial) await moveVersion(trx, 'STAGE', key, at, authorship);
}

async function create(trx: Db, rollout: NewRollout): Promise<RolloutRow> {
  const { state, created_at: at, requested_by: by, reason } = rollout;
  const id = await insertRollout(trx, rollout);
  const { status, step } = state;
  const place = { status, step, traffic_share: 0 };
  await appendRolloutEvent(trx, {
    rollout: id,
    type: 'CREATE',
    at,
    by,
    reason,
    severity: null,
    analysis: null,
    ...place,
  });
  return { ...rollout, id, traffic_share: 0, ended_at: null, end_reason: null };
}
