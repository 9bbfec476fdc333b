import type { Prediction } from '../record/prediction.ts';
import type { ArrivedRequest } from './batch-item.ts';
import { Batcher } from './batcher.ts';
import { type ScoreBatchDeps, scoreBatch } from './score-batch.ts';
import { checkRequest, type ScoreRequest } from './score-request.ts';

/** Batch limits of a {@link Scorer}. */
export interface ScorerOptions {
  readonly maxBatch: number;
  readonly maxInFlight: number;
}

/**
 * Scores requests in batches: requests of one tick for one model share a run and its durable commit. Each model, and each
 * version that requests name, has batches of its own: a slow one delays no other.
 */
export class Scorer {
  readonly #deps: ScoreBatchDeps;
  readonly #options: ScorerOptions;
  /** requests of callers that have no reply yet */
  #requested = 0;
  #onAnswered: (request: ArrivedRequest) => void = () => undefined;
  /** by model, and version where requests name one; only while requests are pending */
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
    const arrived = { ...request, arrivedAt: performance.now() };
    const submitted = this.#batcherFor(request).submit(arrived);
    if ((request.cause ?? 'REQUESTED') !== 'REQUESTED') return submitted;
    this.#requested += 1;
    try {
      const answer = await submitted;
      this.#onAnswered(arrived);
      return answer;
    } finally {
      this.#requested -= 1;
    }
  }

  /** Calls the one listener from now on after each score that a caller asked for. */
  follow(onAnswered: (request: ArrivedRequest) => void): void {
    this.#onAnswered = onAnswered;
  }

  /** Whether callers wait for their scores. */
  get isBusy(): boolean {
    return this.#requested > 0;
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
      // requests can name models that do not exist
      onIdle: () => this.#batchers.delete(key),
    });
    this.#batchers.set(key, batcher);
    return batcher;
  }
}
