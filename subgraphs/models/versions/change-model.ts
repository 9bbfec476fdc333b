import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { Attempt, AuditState } from '../audit/audit-event.ts';
import { type AuditDeps, audited } from '../audit/audited.ts';
import {
  type Db,
  findModels,
  findVersions,
  lockModel,
  type VersionKey,
  type VersionRow,
} from './store/version-store.ts';

/** Attempt to change a known model. */
export interface ModelAttempt extends Attempt {
  readonly model: string;
}

/**
 * Changes an existing model in one transaction that locks it, so that changes of one model are serialized over all
 * replicas. The audit event gets the stage of the version, the champion, the challenger and the open rollout, before
 * and after.
 *
 * @param prepare slow work before the transaction
 * @param change the change, at a time in epoch milliseconds; returns the number of the changed version
 * @throws {DomainError} MODEL_NOT_FOUND, and what the change throws
 */
export async function changeModel<Prepared>(
  deps: AuditDeps,
  attempt: ModelAttempt,
  prepare: () => Promise<Prepared>,
  change: (trx: Db, at: number, prepared: Prepared) => Promise<number>,
): Promise<VersionKey> {
  const { model } = attempt;
  return audited(deps, attempt, prepare, async (trx, prepared) => {
    await lockExistingModel(trx, model);
    const before = await stateOf(trx, attempt);
    const version = await change(trx, deps.clock(), prepared);
    return { result: { model, version }, version, before, after: await stateOf(trx, { model, version }) };
  });
}

/** Locks an existing model until the transaction ends. @throws {DomainError} MODEL_NOT_FOUND */
export async function lockExistingModel(trx: Db, model: string): Promise<void> {
  checkName(model);
  if (!(await lockModel(trx, model))) throw modelNotFound(model);
}

/** Requires that a model exists. @throws {DomainError} MODEL_NOT_FOUND */
export async function requireModel(db: Db, model: string): Promise<void> {
  checkName(model);
  if ((await findModels(db, [model])).length === 0) throw modelNotFound(model);
}

/** Refuses a name with a null character, which the database cannot store. @throws {DomainError} MODEL_NOT_FOUND */
export function checkName(model: string): void {
  if (model.includes('\0')) throw modelNotFound(model);
}

function modelNotFound(model: string): DomainError {
  return new DomainError('MODEL_NOT_FOUND', `found no model ${model}`, { model });
}

async function stateOf(trx: Db, { model, version }: { model: string; version?: number | undefined }) {
  const { rows } = await sql<AuditState>`SELECT
      (SELECT stage FROM models.model_version WHERE model = m.name AND version = ${version ?? null}::int) AS stage,
      (SELECT version FROM models.model_version WHERE model = m.name AND stage = 'PRODUCTION') AS champion,
      m.challenger,
      (SELECT jsonb_build_object('id', r.id, 'status', r.state->>'status', 'step', r.state->'step',
        'trafficShare', r.traffic_share) FROM models.rollout r WHERE r.model = m.name AND r.ended_at IS NULL) AS rollout
    FROM models.model m WHERE m.name = ${model}`.execute(trx);
  const { rollout, ...state } = rows[0] ?? {};
  return rollout ? { ...state, rollout } : state;
}

/** Version by its key. @throws {DomainError} MODEL_VERSION_NOT_FOUND */
export async function getVersion(db: Db, key: VersionKey): Promise<VersionRow> {
  const [row] = await findVersions(db, [key]);
  if (row) return row;
  throw new DomainError('MODEL_VERSION_NOT_FOUND', `found no version ${versionLabel(key)}`, { ...key });
}

/** Label of a version: `lead-conversion:2`. */
export function versionLabel({ model, version }: VersionKey): string {
  return `${model}:${version}`;
}
