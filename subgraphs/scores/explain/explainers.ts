import type { FeatureVector } from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import { HOUR_MS } from '../../../platform/time.ts';
import { readArtifact } from '../../../scoring/artifact.ts';
import { createExplainer } from '../../../scoring/explain/create-explainer.ts';
import type { Explainer } from '../../../scoring/explain/explanation.ts';
import type { Calibration } from '../../../scoring/model-manifest.ts';
import { type ScoringVersion, type VersionIdentity, versionKey } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import type { HistoricalModels } from '../versions/historical-models.ts';
import { type Background, findBackground } from './background-store.ts';

/** Dependencies of {@link Explainers}. */
export interface ExplainersDeps {
  readonly db: ScoresDb;
  readonly models: Pick<HistoricalModels, 'get'>;
}

/** The explainer of a version, and what it compares with. */
export interface VersionExplainer {
  readonly explainer: Explainer<FeatureVector>;
  readonly calibration: Calibration;
  readonly background: { readonly source: Background['source']; readonly rows: number };
}

interface Kept {
  readonly prepared: Promise<VersionExplainer>;
  /** from when the background is read again; `performance.now()` */
  expiresAt: number;
}

// the tables of 300 trees of depth 6 take 6 MB, the largest forest that is read exactly some 60
const MOST_KEPT = 4;
// larger batches would keep other callers of the pool waiting
const ROWS_PER_RUN = 256;

/**
 * Explainers of versions; the four used last are kept. One is prepared when the first explanation asks for it, in steps
 * that leave the event loop free.
 */
export class Explainers {
  readonly #deps: ExplainersDeps;
  /** oldest use first */
  readonly #kept = new Map<string, Kept>();

  constructor(deps: ExplainersDeps) {
    this.#deps = deps;
  }

  /**
   * Gets the explainer of a version.
   *
   * @throws {DomainError} ARTIFACT_CORRUPT; EXPLANATION_UNAVAILABLE without a background; the errors of the model's runs
   */
  async get(version: VersionIdentity | ScoringVersion): Promise<VersionExplainer> {
    const key = versionKey(version);
    const found = this.#kept.get(key);
    const kept = found && performance.now() < found.expiresAt ? found : this.#prepareKept(version);
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(oldest);
    try {
      return await kept.prepared;
    } catch (error) {
      // the cause may be gone: the next call tries again
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
      throw error;
    }
  }

  #prepareKept(version: VersionIdentity | ScoringVersion): Kept {
    const prepared = this.#prepare(version);
    const kept: Kept = { prepared, expiresAt: Number.POSITIVE_INFINITY };
    const expire = ({ background }: VersionExplainer) => {
      // a model's scores become more
      if (background.source === 'RECORDED_SCORES') kept.expiresAt = performance.now() + HOUR_MS;
    };
    prepared.then(expire, () => undefined);
    return kept;
  }

  async #prepare(version: VersionIdentity | ScoringVersion): Promise<VersionExplainer> {
    const { db, models } = this.#deps;
    const { deployment } = await models.get(version);
    const { signature, calibration, digest } = deployment;
    const { source, rows } = await findBackground(db, deployment);
    const [only] = rows;
    if (!only) throw nothingToCompareWith(version);
    const bytes = await readArtifact(db, digest);
    const explainer = await createExplainer<FeatureVector>({
      bytes,
      signature,
      calibration,
      // a single row is compared with twice: two are the least
      background: rows.length === 1 ? [only, only] : rows,
      predict: (asked) => this.#predict(deployment, asked),
    });
    return { explainer, calibration, background: { source, rows: rows.length } };
  }

  async #predict(version: ScoringVersion, rows: readonly FeatureVector[]): Promise<Float64Array> {
    const raws = new Float64Array(rows.length);
    for (let from = 0; from < rows.length; from += ROWS_PER_RUN) {
      const { session } = await this.#deps.models.get(version);
      raws.set((await session.run(rows.slice(from, from + ROWS_PER_RUN))).probabilities, from);
    }
    return raws;
  }
}

function nothingToCompareWith({ model, version }: VersionIdentity): DomainError {
  const message = `${model}:${version}: found neither a reference window nor a score, expected one to compare with`;
  return new DomainError('EXPLANATION_UNAVAILABLE', message, { model, version });
}
