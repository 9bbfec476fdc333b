import type { FeatureVector } from '../../../lake/features/features.ts';

/** Result of one run. */
export interface ModelRun {
  /** raw and uncalibrated, one per row; NaN where the model gave none */
  readonly probabilities: Float64Array;
  /** duration of the run, without the messages to and from its process */
  readonly runMs: number;
}

/** A loaded model, ready to run. */
export interface ModelSession {
  /** whether it runs in a child process that is killed when a run takes too long; else its runs are known to end */
  readonly isKillable: boolean;
  /**
   * Runs the model on one batch.
   *
   * @throws {DomainError} INFERENCE_FAILED when the model fails on the batch, INFERENCE_TIMEOUT when it does not end
   */
  run(rows: readonly FeatureVector[]): Promise<ModelRun>;
  /** Retains the model, for a run after another asynchronous step, until the returned function is called. */
  retain(): () => void;
  /** Frees the model once its runs have ended and nothing retains it. */
  release(): Promise<void>;
}
