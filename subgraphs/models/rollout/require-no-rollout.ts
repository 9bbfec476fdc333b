import { DomainError } from '../../shared/errors.ts';
import { nameOf } from '../change-model.ts';
import type { Db, VersionKey } from '../store.ts';
import type { RolloutRow } from './rollout-row.ts';
import { findOpenRollout } from './rollout-store.ts';

/**
 * Refuses what a rollout of the model stands in the way of. Call it with the model held.
 *
 * @throws {DomainError} ROLLOUT_IN_PROGRESS naming the rollout
 */
export async function requireNoRollout(trx: Db, model: string): Promise<void> {
  const rollout = await findOpenRollout(trx, model);
  if (rollout) throw inProgress(model, rollout);
}

/** The same for a change of one version, which is refused while a rollout is about it. */
export async function requireNotInRollout(trx: Db, key: VersionKey): Promise<void> {
  const rollout = await findOpenRollout(trx, key.model);
  if (rollout?.versions.some(({ version }) => version === key.version)) throw inProgress(nameOf(key), rollout);
}

function inProgress(what: string, { id, state }: RolloutRow): DomainError {
  const message = `${what}: found rollout ${id}, ${state.status}, expected none`;
  return new DomainError('ROLLOUT_IN_PROGRESS', message, { rollout: String(id), status: state.status });
}
