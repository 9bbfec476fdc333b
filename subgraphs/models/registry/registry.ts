import { DomainError } from '../../../platform/errors.ts';
import type { Authorship } from '../audit/audit-event.ts';
import type { EvidenceSource } from '../promotion/judge-version.ts';
import { Promotions } from '../promotion/promotions.ts';
import { applyRolloutEvent } from '../rollout/commands/apply-rollout-event.ts';
import { requireNoRollout, requireNotInRollout } from '../rollout/commands/require-no-rollout.ts';
import type { RolloutRow } from '../rollout/rules/rollout-row.ts';
import { publishRolloutChanged } from '../rollout/store/rollout-feed.ts';
import { findOpenRollout } from '../rollout/store/rollout-store.ts';
import { changeModel, getVersion, type ModelAttempt, versionLabel } from '../versions/change-model.ts';
import { findPreviousChampion } from '../versions/find-previous-champion.ts';
import { makeChampion, moveVersion, publishDeploymentChanged } from '../versions/move-version.ts';
import { type Db, findModels, putChallenger, type VersionKey } from '../versions/store/version-store.ts';
import {
  type RegisterVersionDeps,
  type Registration,
  type RemoteRegistration,
  registerVersion,
} from './register-version.ts';
import { type VersionValidation, validateVersion } from './validate-version.ts';

/** Collaborators of the {@link Registry}. */
export interface RegistryDeps extends RegisterVersionDeps {
  /** evidence for promotion gates beside the metrics of the versions */
  readonly evidence: EvidenceSource;
}

/**
 * The model registry: all changes of models go through it.
 *
 * Each change is one transaction that locks the model and writes its own audit event, so changes of one model are
 * serialized over all replicas: a model never has two champions, and never loses its only one. Refused changes are
 * audited, too.
 */
export class Registry {
  readonly #deps: RegistryDeps;
  /** promotions of versions to champion */
  readonly promotions: Promotions;

  constructor(deps: RegistryDeps) {
    this.#deps = deps;
    this.promotions = new Promotions({ ...deps, requireNoRollout });
  }

  /**
   * Registers an ONNX file as a new version, after it was loaded, bound and run.
   *
   * @throws {DomainError} ARTIFACT_*, VALIDATION_FAILED, MODEL_VERSION_EXISTS, or what fetching it throws; then nothing
   *   is stored
   */
  async register(registration: Registration | RemoteRegistration): Promise<VersionKey> {
    const key = await registerVersion(this.#deps, registration);
    this.#deps.log.info({ ...key, by: registration.by }, 'model version registered');
    return key;
  }

  /** Checks a file and manifest as {@link register} does, and measures them; nothing is stored. */
  async validate(material: Pick<Registration, 'artifact' | 'manifest' | 'by'>): Promise<VersionValidation> {
    return validateVersion(this.#deps, material);
  }

  /**
   * Moves a version to STAGING.
   *
   * @throws {DomainError} MODEL_VERSION_NOT_FOUND, STAGE_TRANSITION_REFUSED; ROLLOUT_IN_PROGRESS when the version takes
   *   part in one
   */
  async stage(key: VersionKey, authorship: Authorship): Promise<void> {
    await this.#change({ action: 'STAGE', ...key, ...authorship }, async (trx, at) => {
      await requireNotInRollout(trx, key);
      await moveVersion(trx, 'STAGE', key, at, authorship);
      return key.version;
    });
  }

  /** Archives a version other than the champion. @throws {DomainError} as {@link stage} */
  async archive(key: VersionKey, authorship: Authorship): Promise<void> {
    await this.#change({ action: 'ARCHIVE', ...key, ...authorship }, async (trx, at) => {
      await requireNotInRollout(trx, key);
      await moveVersion(trx, 'ARCHIVE', key, at, authorship);
      return key.version;
    });
  }

  /** Makes a version the champion: {@link Promotions.promote}. */
  async promote(key: VersionKey, authorship: Authorship): Promise<void> {
    await this.promotions.promote(key, authorship);
  }

  /**
   * Kill switch: ends the open rollout, if any, and makes the latest former champion that is in good standing and whose
   * file is intact the champion again. No gate applies. Without such a version only the rollout ends.
   *
   * @returns the champion afterwards
   * @throws {DomainError} MODEL_NOT_FOUND; STAGE_TRANSITION_REFUSED when there is neither a rollout nor such a version
   */
  async rollBack(model: string, authorship: Authorship): Promise<VersionKey> {
    return this.#rollBack({ action: 'ROLL_BACK', model, ...authorship }, async (trx, at, rollout) => {
      const version = await findPreviousChampion(trx, model);
      if (version !== undefined) await makeChampion(trx, 'KILL_SWITCH', { model, version }, at, authorship);
      return version ?? rollout?.champion ?? noChampionBefore(model);
    });
  }

  /**
   * Makes a former champion in good standing the champion again, and ends the open rollout, if any.
   *
   * @throws {DomainError} MODEL_NOT_FOUND, MODEL_VERSION_NOT_FOUND; STAGE_TRANSITION_REFUSED for the champion, for a
   *   version that never was champion, and for a withdrawn one; ARTIFACT_CORRUPT
   */
  async rollBackTo(key: VersionKey, authorship: Authorship): Promise<VersionKey> {
    return this.#rollBack({ action: 'ROLL_BACK', ...key, ...authorship }, async (trx, at) => {
      await makeChampion(trx, 'ROLLBACK', key, at, authorship);
      return key.version;
    });
  }

  /**
   * Gives the alias challenger to a version; another version loses it. Neither the champion nor archived versions can
   * have it.
   *
   * @throws {DomainError} MODEL_NOT_FOUND, MODEL_VERSION_NOT_FOUND, STAGE_TRANSITION_REFUSED, ROLLOUT_IN_PROGRESS
   */
  async setChallenger(key: VersionKey, authorship: Authorship): Promise<void> {
    await this.#change({ action: 'SET_CHALLENGER', ...key, ...authorship }, async (trx) => {
      await requireNoRollout(trx, key.model);
      const { stage } = await getVersion(trx, key);
      if (stage === 'PRODUCTION' || stage === 'ARCHIVED') {
        const message = `${versionLabel(key)}: found stage ${stage}, expected NONE or STAGING for a challenger`;
        throw new DomainError('STAGE_TRANSITION_REFUSED', message, { found: stage, expected: ['NONE', 'STAGING'] });
      }
      await putChallenger(trx, key.model, key.version);
      return key.version;
    });
  }

  /**
   * Removes the alias challenger from its version, and returns that version.
   *
   * @throws {DomainError} MODEL_NOT_FOUND, ROLLOUT_IN_PROGRESS; MODEL_VERSION_NOT_FOUND when no version has it
   */
  async removeChallenger(model: string, authorship: Authorship): Promise<VersionKey> {
    return this.#change({ action: 'REMOVE_CHALLENGER', model, ...authorship }, async (trx) => {
      await requireNoRollout(trx, model);
      const [row] = await findModels(trx, [model]);
      const version = row?.challenger ?? undefined;
      if (version === undefined)
        throw new DomainError('MODEL_VERSION_NOT_FOUND', `${model}: found no challenger, expected one`, { model });
      await putChallenger(trx, model, null);
      return version;
    });
  }

  /** Ends the open rollout, then applies `change`. */
  async #rollBack(
    attempt: ModelAttempt,
    change: (trx: Db, at: number, rollout: RolloutRow | undefined) => Promise<number>,
  ): Promise<VersionKey> {
    const { model, by, reason } = attempt;
    const key = await this.#change(attempt, async (trx, at) => {
      const rollout = await findOpenRollout(trx, model);
      if (rollout) await applyRolloutEvent(trx, rollout, { type: 'ROLL_BACK', at, by, reason }, attempt);
      return change(trx, at, rollout);
    });
    publishDeploymentChanged(this.#deps.database);
    publishRolloutChanged(this.#deps.database);
    return key;
  }

  async #change(attempt: ModelAttempt, change: (trx: Db, at: number) => Promise<number>): Promise<VersionKey> {
    const key = await changeModel(this.#deps, attempt, async () => undefined, change);
    const { action, by } = attempt;
    this.#deps.log.info({ ...key, action, by }, 'model changed');
    return key;
  }
}

function noChampionBefore(model: string): never {
  const message = `${model}: found no champion before the current one that is in good standing and intact`;
  throw new DomainError('STAGE_TRANSITION_REFUSED', message, { model });
}
