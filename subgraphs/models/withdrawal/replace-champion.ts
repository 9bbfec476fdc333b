import { cutText } from '../../../platform/cut-text.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { AuditDeps } from '../audit/audited.ts';
import { applyRolloutEvent } from '../rollout/commands/apply-rollout-event.ts';
import { publishRolloutChanged } from '../rollout/store/rollout-feed.ts';
import { findOpenRollout } from '../rollout/store/rollout-store.ts';
import { changeModel, versionLabel } from '../versions/change-model.ts';
import { findPreviousChampion } from '../versions/find-previous-champion.ts';
import { makeChampion, publishDeploymentChanged } from '../versions/move-version.ts';
import { type Db, findChampions, type VersionKey } from '../versions/store/version-store.ts';
import type { WithdrawnChampion } from './withdrawal-store.ts';

/** Actor of changes that a withdrawal causes. */
const ACTOR = 'system:inference-watchdog';

/**
 * Makes the previous champion the champion again in place of a withdrawn one, as the kill switch does: one audited
 * transaction, which also ends the open rollout, as its champion does not answer.
 *
 * @returns undefined without a previous champion: the version stays, and answers nothing
 * @throws {DomainError} ARTIFACT_CORRUPT; STAGE_TRANSITION_REFUSED when the version is no longer champion
 */
export async function replaceChampion(deps: AuditDeps, withdrawn: WithdrawnChampion): Promise<VersionKey | undefined> {
  const { model, version } = withdrawn;
  const db = deps.database.tables<never>();
  if ((await findPreviousChampion(db, model)) === undefined) return undefined;
  const authorship = { by: ACTOR, reason: cutText(`withdrawn: ${withdrawn.reason}`, LONGEST_REASON) };
  const attempt = { action: 'ROLL_BACK', model, ...authorship } as const;
  const key = await changeModel(
    deps,
    attempt,
    async () => undefined,
    async (trx, at) => {
      await requireChampion(trx, { model, version });
      const rollout = await findOpenRollout(trx, model);
      if (rollout) await applyRolloutEvent(trx, rollout, { type: 'ROLL_BACK', at, ...authorship }, authorship);
      const before = (await findPreviousChampion(trx, model)) as number;
      await makeChampion(trx, 'KILL_SWITCH', { model, version: before }, at, authorship);
      return before;
    },
  );
  publishDeploymentChanged(deps.database);
  publishRolloutChanged(deps.database);
  return key;
}

// the audit log accepts reasons up to this length
const LONGEST_REASON = 1_000;

/** Checks that no other replica was faster. */
async function requireChampion(trx: Db, key: VersionKey): Promise<void> {
  const [champion] = await findChampions(trx, [key.model]);
  if (champion?.version !== key.version)
    throw new DomainError(
      'STAGE_TRANSITION_REFUSED',
      `${versionLabel(key)}: found another champion, expected this one`,
    );
}
