import type { FeatureVector } from '../../../lake/features/features.ts';

/** Result of one run. */
export interface ModelRun {
  /** raw and uncalibrated, one per row; NaN where the model gave none */
  readonly probabilities: Float64Array;
  /** how long the model took, without the way to its process */
  readonly runMs: number;
}

/** A model ready to run. */
export interface ModelSession {
  /** whether it runs in a process that is killed when a run takes too long; else its runs are known to end */
  readonly isKillable: boolean;
  /**
   * Runs the model on one batch.
   *
   * @throws {DomainError} INFERENCE_FAILED when the model fails on the batch, INFERENCE_TIMEOUT when it does not end
   */
  run(rows: readonly FeatureVector[]): Promise<ModelRun>;
  /** Keeps the model loaded, for whoever runs it after waiting for something else, until the returned function is called. */
  hold(): () => void;
  /** Frees the model wherever it is loaded once the runs under way have ended and nobody holds it. */
  release(): Promise<void>;
}
