import { Batcher } from './batcher.ts';
import type { ArrivedRequest } from './draft.ts';
import type { Prediction } from './prediction.ts';
import { type ScoreBatchDeps, scoreBatch } from './score-batch.ts';
import { checkRequest, type ScoreRequest } from './score-request.ts';

/** How a {@link Scorer} batches. */
export interface ScorerOptions {
  readonly maxBatch: number;
  readonly maxInFlight: number;
}

/** The one way to a score: whoever asks, requests of one tick share a batch and its durable commit. */
export class Scorer {
  readonly #deps: ScoreBatchDeps;
  readonly #batcher: Batcher<ArrivedRequest, Prediction>;

  constructor(deps: ScoreBatchDeps, options: ScorerOptions) {
    this.#deps = deps;
    this.#batcher = new Batcher({ ...options, process: (requests) => scoreBatch(this.#deps, requests) });
  }

  /**
   * Scores one request. When it resolves, the score is durably committed.
   *
   * @throws {DomainError} VALIDATION_FAILED, LEAD_NOT_FOUND, NO_LIVE_MODEL, ARTIFACT_*, INFERENCE_FAILED,
   *   LEAD_HELD_OUT, IDEMPOTENCY_KEY_REUSED, STORAGE_FULL, DATABASE_UNAVAILABLE
   */
  async score(request: ScoreRequest): Promise<Prediction> {
    checkRequest(request, this.#deps.clock());
    return this.#batcher.submit({ ...request, arrivedAt: performance.now() });
  }

  /** Resolves when every request has its reply. */
  async drain(): Promise<void> {
    await this.#batcher.drain();
  }
}
