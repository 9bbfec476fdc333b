import DataLoader from 'dataloader';
import type { FeatureVector } from '../../../lake/features/features.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { Explainer, Explanation, ExplanationMethod } from '../../../scoring/explain/explanation.ts';
import type { Calibration } from '../../../scoring/model-manifest.ts';
import { type ScoringVersion, type VersionIdentity, versionKey } from '../inference/scoring-version.ts';
import { Explainers, type ExplainersDeps, type VersionExplainer } from './explainers.ts';

/** An explanation of features by a version, and how it was computed. */
export interface VersionExplanation extends Explanation {
  readonly method: ExplanationMethod;
  /** why contributions are sampled; null where they are exact */
  readonly inexactBecause: string | null;
  readonly calibration: Calibration;
  readonly background: VersionExplainer['background'];
}

interface Request {
  readonly version: VersionIdentity | ScoringVersion;
  readonly features: FeatureVector;
}

// a mutation of a thousand leads may ask for the explanation of each
const MOST_SAMPLED = 1_000;

/**
 * Explains scores. The requests of one tick for one version are one call of its explainer; one feature vector, as an object,
 * is explained once. Exact explanations are computed one call at a time, sampled ones one vector at a time.
 */
export class Explanations {
  readonly #explainers: Explainers;
  readonly #loader: DataLoader<Request, VersionExplanation>;
  /** of vectors that answers still hold, by version */
  readonly #known = new WeakMap<FeatureVector, Map<string, Promise<VersionExplanation>>>();
  #exact: Promise<unknown> = Promise.resolve();
  #sampled: Promise<unknown> = Promise.resolve();
  #sampling = 0;
  #isClosed = false;

  constructor(deps: ExplainersDeps) {
    this.#explainers = new Explainers(deps);
    this.#loader = new DataLoader((requests: readonly Request[]) => this.#explainAll(requests), {
      cache: false,
      batchScheduleFn: (callback) => setImmediate(callback),
    });
  }

  /**
   * Explains features by a version.
   *
   * @throws {DomainError} ARTIFACT_CORRUPT, EXPLANATION_UNAVAILABLE, INFERENCE_FAILED, INFERENCE_TIMEOUT
   */
  explain(version: VersionIdentity | ScoringVersion, features: FeatureVector): Promise<VersionExplanation> {
    const byVersion = this.#known.get(features) ?? new Map<string, Promise<VersionExplanation>>();
    const key = versionKey(version);
    const explanation = byVersion.get(key) ?? this.#loader.load({ version, features });
    this.#known.set(features, byVersion.set(key, explanation));
    return explanation;
  }

  /** Ends after the explanations under way; those that wait fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#exact, this.#sampled]);
  }

  async #explainAll(requests: readonly Request[]): Promise<(VersionExplanation | Error)[]> {
    const groups = new Map<string, number[]>();
    for (const [at, { version }] of requests.entries()) {
      const key = versionKey(version);
      groups.set(key, [...(groups.get(key) ?? []), at]);
    }
    const results: (VersionExplanation | Error)[] = [];
    const explainGroup = async (places: readonly number[]): Promise<void> => {
      const { version } = requests[places[0] as number] as Request;
      const rows = places.map((at) => (requests[at] as Request).features);
      const explained = await this.#explainRows(version, rows).catch((error: Error) => rows.map(() => error));
      for (const [at, place] of places.entries()) results[place] = explained[at] as VersionExplanation | Error;
    };
    await Promise.all([...groups.values()].map(explainGroup));
    return results;
  }

  async #explainRows(
    version: VersionIdentity | ScoringVersion,
    rows: readonly FeatureVector[],
  ): Promise<readonly (VersionExplanation | Error)[]> {
    const { explainer, calibration, background } = await this.#explainers.get(version);
    const { method, inexactBecause = null } = explainer;
    const explained =
      method === 'PERMUTATION'
        ? await Promise.all(rows.map((row) => this.#sample(explainer, row).catch((error: Error) => error)))
        : await this.#inTurn(() => explainer.explain(rows));
    return explained.map((each) => {
      if (each instanceof Error) return each;
      if (isComplete(each)) return { ...each, method, inexactBecause, calibration, background };
      const { model, version: number } = version;
      const message = `${model}:${number}: found no probability for features that are compared, expected one for each`;
      return new DomainError('EXPLANATION_UNAVAILABLE', message, { model, version: number });
    });
  }

  /** After the exact explanations under way: each takes its slices of the event loop alone. */
  #inTurn<Result>(explain: () => Promise<Result>): Promise<Result> {
    const result = this.#exact.then(() => this.#unlessClosed(explain));
    this.#exact = result.catch(() => undefined);
    return result;
  }

  async #sample(explainer: Explainer<FeatureVector>, row: FeatureVector): Promise<Explanation> {
    if (this.#sampling >= MOST_SAMPLED) {
      const message = `found ${this.#sampling} sampled explanations under way, expected fewer than ${MOST_SAMPLED}`;
      throw new DomainError('EXPLANATION_UNAVAILABLE', message);
    }
    this.#sampling++;
    const result = this.#sampled.then(() => this.#unlessClosed(() => explainer.explain([row])));
    this.#sampled = result.catch(() => undefined);
    try {
      return (await result)[0] as Explanation;
    } finally {
      this.#sampling--;
    }
  }

  #unlessClosed<Result>(explain: () => Promise<Result>): Promise<Result> {
    if (this.#isClosed) throw new DomainError('SHUTTING_DOWN', 'the process is stopping');
    return explain();
  }
}

function isComplete({ baseValue, margin, contributions }: Explanation): boolean {
  return (
    Number.isFinite(baseValue) &&
    Number.isFinite(margin) &&
    contributions.every(({ contribution }) => Number.isFinite(contribution))
  );
}
