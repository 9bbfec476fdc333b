import { DomainError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { readArtifact } from '../../../scoring/artifact.ts';
import type { GradePolicy } from '../../../scoring/grade.ts';
import { type ScoringVersion, type VersionIdentity, versionKey } from '../inference/scoring-version.ts';
import type { Prediction } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { findGradePolicy, findScoringVersion } from './deployment-store.ts';
import { type KeptModel, KeptModels } from './kept-models.ts';
import type { LiveModels } from './live-models.ts';
import type { ModelHost } from './model-host.ts';

/** Dependencies of {@link HistoricalModels}. */
export interface HistoricalModelsDeps {
  readonly db: ScoresDb;
  readonly host: Pick<ModelHost, 'load'>;
  readonly live: Pick<LiveModels, 'findChampion'>;
  readonly log: Logger;
}

/**
 * Versions of recorded scores: the loaded champions that run in this process, and the two other versions used last. Those
 * have child processes of their own: a run that hangs here takes no process from callers.
 */
export class HistoricalModels {
  readonly #deps: HistoricalModelsDeps;
  readonly #kept: KeptModels;

  constructor(deps: HistoricalModelsDeps) {
    this.#deps = deps;
    this.#kept = new KeptModels(deps.log);
  }

  /**
   * Gets the version that computed a score, or one as the registry has it. Start the run at once: a later call may release
   * the session after it.
   *
   * @throws {DomainError} ARTIFACT_CORRUPT when its artifact is gone or changed
   */
  async get(version: VersionIdentity | ScoringVersion): Promise<KeptModel> {
    const champion = this.#deps.live.findChampion(version);
    if (champion && !champion.session.isKillable) return champion;
    return this.#kept.get(versionKey(version), () => this.#load(version));
  }

  /** Finds the policy that graded a score. */
  findGradePolicy({ model, gradePolicy }: Prediction): Promise<GradePolicy | undefined> {
    return findGradePolicy(this.#deps.db, model, gradePolicy);
  }

  async close(): Promise<void> {
    await this.#kept.close();
  }

  async #load(version: VersionIdentity | ScoringVersion): Promise<KeptModel> {
    const { db, host } = this.#deps;
    const deployment = 'signature' in version ? version : await findScoringVersion(db, version);
    if (!deployment)
      throw new DomainError(
        'ARTIFACT_CORRUPT',
        `${version.model}:${version.version}: found no record of the version with the artifact ${version.digest}`,
      );
    const bytes = await readArtifact(db, deployment.digest);
    return { deployment, session: await host.load(bytes, deployment, 'RECORDED') };
  }
}
