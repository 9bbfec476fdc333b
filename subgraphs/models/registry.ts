import { DomainError } from '../shared/errors.ts';
import { championChanges, moveVersion } from './history-store.ts';
import { previousChampion } from './previous-champion.ts';
import { type Registration, registerVersion } from './register-version.ts';
import type { Authorship, RegistryOptions } from './registry-options.ts';
import { type StageMove, stageAfter } from './stage-rule.ts';
import { type Db, findChampions, findVersions, lockModel, type VersionKey, type VersionRow } from './store.ts';

/**
 * The model registry: every change of a model goes through here.
 *
 * A change is one transaction that holds the model, so changes of one model happen in turn, on every replica: there are
 * never two champions, and never none again once there was one.
 */
export class Registry {
  readonly #options: RegistryOptions;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /**
   * Registers an ONNX file as a new version, once it has been loaded, bound and run.
   *
   * @throws {DomainError} ARTIFACT_TOO_LARGE, ARTIFACT_INVALID, ARTIFACT_MISMATCH, VALIDATION_FAILED
   *   or MODEL_VERSION_EXISTS; nothing is stored then
   */
  async register(registration: Registration): Promise<VersionKey> {
    const key = await registerVersion(this.#options, registration);
    this.#options.log.info({ ...key, by: registration.by }, 'model version registered');
    return key;
  }

  /** Puts a version on trial. @throws {DomainError} MODEL_VERSION_NOT_FOUND, STAGE_TRANSITION_REFUSED */
  async stage(key: VersionKey, authorship: Authorship): Promise<void> {
    await this.#change(key.model, (trx, at) => this.#move(trx, 'STAGE', key, at, authorship));
  }

  /** Takes a version out of use; not the champion. @throws {DomainError} as {@link stage} */
  async archive(key: VersionKey, authorship: Authorship): Promise<void> {
    await this.#change(key.model, (trx, at) => this.#move(trx, 'ARCHIVE', key, at, authorship));
  }

  /** Makes a version the champion and archives the one before. @throws {DomainError} as {@link stage} */
  async promote(key: VersionKey, authorship: Authorship): Promise<void> {
    await this.#change(key.model, (trx, at) => this.#crown(trx, 'PROMOTE', key, at, authorship));
  }

  /**
   * Makes the champion before the current one champion again, and returns it.
   *
   * @throws {DomainError} MODEL_NOT_FOUND; STAGE_TRANSITION_REFUSED when there was no champion before
   */
  async rollBack(model: string, authorship: Authorship): Promise<VersionKey> {
    return this.#change(model, async (trx, at) => {
      const version = previousChampion(await championChanges(trx, model));
      if (version === undefined)
        throw new DomainError('STAGE_TRANSITION_REFUSED', `${model}: found no champion before the current one`, {
          model,
        });
      await this.#crown(trx, 'ROLL_BACK', { model, version }, at, authorship);
      return { model, version };
    });
  }

  async #change<Result>(model: string, body: (trx: Db, at: number) => Promise<Result>): Promise<Result> {
    return this.#options.database
      .tables<never>()
      .transaction()
      .execute(async (trx) => {
        if (!(await lockModel(trx, model)))
          throw new DomainError('MODEL_NOT_FOUND', `found no model ${model}`, { model });
        return body(trx, this.#options.clock());
      });
  }

  /** The champion leaves first: there is room for one. */
  async #crown(trx: Db, move: StageMove, key: VersionKey, at: number, authorship: Authorship): Promise<void> {
    const version = await getVersion(trx, key);
    stageAfter(move, version.stage, nameOf(key));
    for (const champion of await findChampions(trx, [key.model]))
      await this.#move(trx, 'REPLACE', champion, at, authorship);
    await this.#move(trx, move, key, at, authorship);
  }

  async #move(
    trx: Db,
    action: StageMove,
    { model, version }: VersionKey,
    at: number,
    authorship: Authorship,
  ): Promise<void> {
    const { stage: from } = await getVersion(trx, { model, version });
    const to = stageAfter(action, from, nameOf({ model, version }));
    await moveVersion(trx, { model, version, action, from, to, at, ...authorship });
    this.#options.log.info({ model, version, action, from, to, by: authorship.by }, 'model version moved');
  }
}

async function getVersion(trx: Db, key: VersionKey): Promise<VersionRow> {
  const [row] = await findVersions(trx, [key]);
  if (row) return row;
  throw new DomainError('MODEL_VERSION_NOT_FOUND', `found no version ${nameOf(key)}`, { ...key });
}

/** A version in words: `lead-conversion:2`. */
function nameOf({ model, version }: VersionKey): string {
  return `${model}:${version}`;
}
