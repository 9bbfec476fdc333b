import type { ComparedFeature } from '../drift/rules/check-features.ts';

/** What a model answered over a window, row by row. */
export interface Predictions {
  /** calibrated, 0–1 */
  readonly probabilities: ArrayLike<number>;
  /** A–D */
  readonly grades: ArrayLike<string>;
}

/** Names under which a check reports on the scores and the mix of grades; no feature is called so. */
export const SCORE = '@score';
export const GRADE_MIX = '@gradeMix';

/**
 * Scores and grades as two more features of a check: drift of what the model answers, by the same statistics and rules.
 *
 * They join the features in one family of p-values, so that a check warns as rarely by chance as without them.
 */
export function predictionFeatures(reference: Predictions, current: Predictions): readonly ComparedFeature[] {
  return [
    {
      name: SCORE,
      reference: { kind: 'number', values: reference.probabilities },
      current: { kind: 'number', values: current.probabilities },
    },
    {
      name: GRADE_MIX,
      reference: { kind: 'category', values: reference.grades },
      current: { kind: 'category', values: current.grades },
    },
  ];
}
