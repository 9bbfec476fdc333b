import type { Prediction } from '../record/prediction.ts';
import type { ArrivedRequest } from './batch-item.ts';
import { Batcher } from './batcher.ts';
import { type ScoreBatchDeps, scoreBatch } from './score-batch.ts';
import { checkRequest, type ScoreRequest } from './score-request.ts';

/** How a {@link Scorer} batches. */
export interface ScorerOptions {
  readonly maxBatch: number;
  readonly maxInFlight: number;
}

/**
 * The one way to a score: requests of one tick for one model share a batch and its durable commit. A version that is tried
 * has batches of its own, as every model has: one that is slow holds up no other.
 */
export class Scorer {
  readonly #deps: ScoreBatchDeps;
  readonly #options: ScorerOptions;
  /** by model, and version where one is tried; only while something is under way */
  readonly #batchers = new Map<string, Batcher<ArrivedRequest, Prediction>>();

  constructor(deps: ScoreBatchDeps, options: ScorerOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /**
   * Scores one request. When it resolves, the score is durably committed.
   *
   * @throws {DomainError} VALIDATION_FAILED, LEAD_NOT_FOUND, NO_LIVE_MODEL, ARTIFACT_*, INFERENCE_FAILED,
   *   INFERENCE_TIMEOUT, MODEL_WITHDRAWN, MODEL_VERSION_NOT_FOUND, LEAD_HELD_OUT, IDEMPOTENCY_KEY_REUSED, STORAGE_FULL, DATABASE_UNAVAILABLE
   */
  async score(request: ScoreRequest): Promise<Prediction> {
    checkRequest(request, this.#deps.clock());
    return this.#batcherFor(request).submit({ ...request, arrivedAt: performance.now() });
  }

  /** Resolves when every request has its reply. */
  async drain(): Promise<void> {
    await Promise.all([...this.#batchers.values()].map((batcher) => batcher.drain()));
  }

  #batcherFor({ model, version }: ScoreRequest): Batcher<ArrivedRequest, Prediction> {
    const key = version === undefined ? model : `${model}\0${version}`;
    const known = this.#batchers.get(key);
    if (known) return known;
    const batcher: Batcher<ArrivedRequest, Prediction> = new Batcher({
      ...this.#options,
      process: (requests) => scoreBatch(this.#deps, requests),
      // anybody can name models that there are not
      onIdle: () => this.#batchers.delete(key),
    });
    this.#batchers.set(key, batcher);
    return batcher;
  }
}
