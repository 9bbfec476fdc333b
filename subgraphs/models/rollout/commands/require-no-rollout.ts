import { DomainError } from '../../../../platform/errors.ts';
import { versionLabel } from '../../versions/change-model.ts';
import type { Db, VersionKey } from '../../versions/store/version-store.ts';
import type { RolloutRow } from '../rules/rollout-row.ts';
import { findOpenRollout } from '../store/rollout-store.ts';

/**
 * Refuses what a rollout of the model stands in the way of. Call it with the model held.
 *
 * @throws {DomainError} ROLLOUT_IN_PROGRESS naming the rollout
 */
export async function requireNoRollout(trx: Db, model: string): Promise<void> {
  refuseDuringRollout(model, await findOpenRollout(trx, model));
}

/** Refuses a change while a rollout is open. @throws {DomainError} ROLLOUT_IN_PROGRESS naming the rollout */
export function refuseDuringRollout(what: string, rollout: Pick<RolloutRow, 'id' | 'state'> | undefined): void {
  if (!rollout) return;
  const message = `${what}: found rollout ${rollout.id}, ${rollout.state.status}, expected none`;
  throw new DomainError('ROLLOUT_IN_PROGRESS', message, { rollout: String(rollout.id), status: rollout.state.status });
}

/** The same for a change of one version, which is refused while a rollout is about it. */
export async function requireNotInRollout(trx: Db, key: VersionKey): Promise<void> {
  const rollout = await findOpenRollout(trx, key.model);
  const isAboutIt = rollout?.versions.some(({ version }) => version === key.version);
  if (isAboutIt) refuseDuringRollout(versionLabel(key), rollout);
}
