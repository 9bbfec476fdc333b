import { DomainError } from '../../shared/errors.ts';
import type { Authorship } from '../audit/audit-event.ts';
import { getVersion, nameOf } from '../change-model.ts';
import { championChanges } from '../history-store.ts';
import { moveVersion, requireIntact } from '../move-version.ts';
import { type Db, findChampions, putChallenger } from '../store.ts';
import { applyRolloutEvent } from './apply-rollout-event.ts';
import { requireNoRollout } from './require-no-rollout.ts';
import { isInRollbackWindow } from './rollback-window.ts';
import type { RolloutRequest } from './rollout-request.ts';
import type { RolloutRow, RolloutVersion } from './rollout-row.ts';
import { PENDING_ROLLOUT } from './rollout-state.ts';
import { appendRolloutEvent, insertRollout, type NewRollout } from './rollout-store.ts';
import { rolloutTerms } from './rollout-terms.ts';

/**
 * Starts a rollout. Call it with the model held.
 *
 * A challenger gets its alias and moves from NONE to STAGING; a champion of before stays archived until it is champion
 * again. The rollout waits for its replay, or begins in this transaction when it has none.
 *
 * @param salt draws which leads meet the challenger
 * @throws {DomainError} ROLLOUT_IN_PROGRESS, ROLLOUT_INVALID, MODEL_VERSION_NOT_FOUND; NO_LIVE_MODEL without a champion;
 *   STAGE_TRANSITION_REFUSED for the champion itself and for an archived version outside the rollback window;
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
  const champion = await getChampion(trx, model);
  const championships = (await championChanges(trx, model)).map(({ version }) => version);
  const isWayBack = isInRollbackWindow(championships, request.version);
  const { settings, holdoutShare, versions, beginsAtOnce } = rolloutTerms(request, { champion, isWayBack });
  for (const version of versions) await admit(trx, model, version, championships, at, authorship);
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

/** Lets a version take part, and puts a challenger on trial. */
async function admit(
  trx: Db,
  model: string,
  { version, role }: RolloutVersion,
  championships: readonly number[],
  at: number,
  authorship: Authorship,
): Promise<void> {
  const key = { model, version };
  const { stage, digest } = await getVersion(trx, key);
  const isOut = stage === 'ARCHIVED' && !isInRollbackWindow(championships, version);
  if (stage === 'PRODUCTION' || isOut) {
    const expected = 'NONE, STAGING, or ARCHIVED for one of the last champions';
    const message = `${nameOf(key)}: found stage ${stage}, expected ${expected}`;
    throw new DomainError('STAGE_TRANSITION_REFUSED', message, { found: stage, expected: ['NONE', 'STAGING'] });
  }
  await requireIntact(trx, key, digest);
  if (role === 'CHALLENGER' && stage === 'NONE') await moveVersion(trx, 'STAGE', key, at, authorship);
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
