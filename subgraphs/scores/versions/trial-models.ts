import type { Logger } from '../../../platform/logger.ts';
import { readArtifact } from '../../../scoring/artifact.ts';
import type { GradePolicy } from '../../../scoring/grade.ts';
import { versionKey } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { getRegisteredVersion, recordVersion } from './deployment-store.ts';
import { type KeptModel, KeptModels } from './kept-models.ts';
import type { ModelHost } from './model-host.ts';

/** Dependencies of {@link TrialModels}. */
export interface TrialModelsDeps {
  readonly db: ScoresDb;
  readonly host: Pick<ModelHost, 'load'>;
  readonly log: Logger;
}

/** A loaded version that a request named, with what its scores are graded by. */
export interface TrialModel extends KeptModel {
  readonly gradePolicy: GradePolicy;
}

/** Versions that requests name, each in its own child process beside the traffic; the two used last stay loaded. */
export class TrialModels {
  readonly #deps: TrialModelsDeps;
  readonly #kept: KeptModels;

  constructor(deps: TrialModelsDeps) {
    this.#deps = deps;
    this.#kept = new KeptModels(deps.log);
  }

  /**
   * Gets a version of any stage but ARCHIVED. Start the run at once: a later call may release the session after it.
   *
   * @throws {DomainError} MODEL_VERSION_NOT_FOUND, and the errors of loading it
   */
  async get(model: string, version: number): Promise<TrialModel> {
    const { db, host } = this.#deps;
    const found = await getRegisteredVersion(db, model, version);
    const kept = await this.#kept.get(versionKey(found), async () => {
      const bytes = await readArtifact(db, found.digest);
      await recordVersion(db, found);
      return { deployment: found, session: await host.load(bytes, found, 'TRIAL') };
    });
    // the policy may have changed since it was loaded
    return { ...kept, gradePolicy: found.gradePolicy };
  }

  async close(): Promise<void> {
    await this.#kept.close();
  }
}
