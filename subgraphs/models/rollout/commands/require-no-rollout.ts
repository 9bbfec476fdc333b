import { DomainError } from '../../../../platform/errors.ts';
import { versionLabel } from '../../versions/change-model.ts';
import type { Db, VersionKey } from '../../versions/store/version-store.ts';
import type { RolloutRow } from '../rules/rollout-row.ts';
import { findOpenRollout } from '../store/rollout-store.ts';

/**
 * Refuses a change of a model with an open rollout. Requires the lock of the model.
 *
 * @throws {DomainError} ROLLOUT_IN_PROGRESS naming the rollout
 */
export async function requireNoRollout(trx: Db, model: string): Promise<void> {
  refuseDuringRollout(model, await findOpenRollout(trx, model));
}

/** Refuses a change during a rollout. @throws {DomainError} ROLLOUT_IN_PROGRESS naming the rollout */
export function refuseDuringRollout(what: string, rollout: Pick<RolloutRow, 'id' | 'state'> | undefined): void {
  if (!rollout) return;
  const message = `${what}: found rollout ${rollout.id}, ${rollout.state.status}, expected none`;
  throw new DomainError('ROLLOUT_IN_PROGRESS', message, { rollout: String(rollout.id), status: rollout.state.status });
}

/** Refuses a change of a version that takes part in an open rollout. @throws {DomainError} ROLLOUT_IN_PROGRESS */
export async function requireNotInRollout(trx: Db, key: VersionKey): Promise<void> {
  const rollout = await findOpenRollout(trx, key.model);
  const isAboutIt = rollout?.versions.some(({ version }) => version === key.version);
  if (isAboutIt) refuseDuringRollout(versionLabel(key), rollout);
}
