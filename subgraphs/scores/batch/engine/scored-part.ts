import type { BatchPart } from './batch-part.ts';

/** Scores of a part, in the order of its rows. The leads themselves stay in the lake: rows are known by their number. */
export interface ScoredPart {
  readonly part: BatchPart;
  /** local name of the file, until the engine is closed */
  readonly file: string;
  /** number of the row within the file, one per selected row */
  readonly rowNumbers: Float64Array;
  /** output of the model, 0–1, one per selected row; NaN where it gave none */
  readonly raw: Float64Array;
  /** calibrated, 0–1; NaN where the model gave none */
  readonly probabilities: Float64Array;
  /** rows without a score */
  readonly failed: number;
}
