import type { FeatureValue } from '../../lake/features/features.ts';

/** Features of one lead, by the names of the model's signature; null or absent is missing. */
export type ExplainedRow = Readonly<Record<string, FeatureValue>>;

/** Part of one feature in a score. */
export interface Contribution {
  readonly feature: string;
  readonly value: FeatureValue;
  /** in the log-odds of the calibrated probability, nats; positive raises the score */
  readonly contribution: number;
  /** sampling error of the contribution, one standard deviation, nats; 0 where it is exact */
  readonly standardError: number;
}

/** A score as a sum: margin = baseValue + Σ contributions. */
export interface Explanation {
  /** log-odds when no feature is known, nats: the same for all leads of a model version and a background */
  readonly baseValue: number;
  /** log-odds of the calibrated probability, nats */
  readonly margin: number;
  /** one per feature of the signature, in its order */
  readonly contributions: readonly Contribution[];
}

/**
 * How contributions are computed. Each is a Shapley value; what differs is the log-odds v(S) when only the features of S
 * are known.
 *
 * - LINEAR: exact; the others take the mean of their encoded columns over the background, as if features were
 *   independent (interventional and path-dependent SHAP agree here).
 * - TREES: exact, path-dependent; at a split of an unknown column both branches count by their cover.
 * - PERMUTATION: sampled, interventional; the others are taken from rows of the background.
 */
export type ExplanationMethod = 'LINEAR' | 'TREES' | 'PERMUTATION';

/** Where the covers of a tree's nodes come from: the file's hit rates, or background rows sent through the trees. */
export type CoverSource = 'FILE' | 'BACKGROUND';

/** Explains the scores of one model version. */
export interface Explainer<Row extends ExplainedRow = ExplainedRow> {
  readonly method: ExplanationMethod;
  /** undefined unless the model has trees and its explanations are exact */
  readonly covers: CoverSource | undefined;
  /** why contributions are sampled; undefined where they are exact */
  readonly inexactBecause: string | undefined;
  /** One explanation per row, in steps that leave the event loop free. */
  explain(rows: readonly Row[]): Promise<readonly Explanation[]>;
}
