import type { Confusion } from '../../../../statistics/confusion.ts';
import { sortNumbers } from '../../../../statistics/sorted-numbers.ts';
import { TOP_SHARE } from './performance-report.ts';

/** Performance estimated from probabilities alone. */
export interface EstimatedPerformance {
  readonly predictions: number;
  /** expected share converted: the mean probability */
  readonly conversionRate: number;
  /** standard deviation of that share by chance alone */
  readonly conversionRateDeviation: number;
  /** expected pairs in order over expected pairs; absent when no outcome is open */
  readonly auc?: number;
  /** mean of p (1 − p) */
  readonly brier: number;
  /** mean entropy, nats */
  readonly logLoss: number;
  /** among the tenth of leads of the highest probabilities: their mean */
  readonly topPrecision: number;
  /** expected counts, not whole numbers, at each cut-point */
  readonly confusion: readonly Confusion[];
}

/**
 * Confidence-based performance estimation (CBPE): the expected performance, before any outcome is known.
 *
 * If probabilities are calibrated, a lead with probability p converts with that probability. So a lead at or
 * above a cut-point is expected to be p of a true positive and 1 − p of a false one, the Brier score is expected to be
 * p (1 − p), and a pair of leads with p > q is in the right order with chance p (1 − q), in the wrong one with
 * q (1 − p); AUC is the expected number of pairs in order, ties counted half, over the expected number of pairs.
 *
 * Limitation: it assumes calibrated probabilities. It reflects a change in the mix of leads (data drift), but not a changed
 * relation between features and outcome (concept drift), or a loss of calibration. Compare it with the realised value, and
 * with the calibration of matured cohorts.
 *
 * @param probabilities calibrated, of any predictions, their outcomes known or not
 * @returns undefined without predictions
 * @throws {RangeError} when a probability or cut-point is outside of 0–1
 * @see NannyML, Confidence-based performance estimation; Guillory and others, Predicting with Confidence on Unseen
 *   Distributions (ICCV 2021)
 */
export function estimatePerformance(
  probabilities: ArrayLike<number>,
  cutPoints: readonly number[],
): EstimatedPerformance | undefined {
  const n = probabilities.length;
  if (n === 0) return undefined;
  const sorted = sortNumbers(probabilities);
  const odd = [sorted[0], sorted[n - 1], ...cutPoints].find(
    (value) => !((value as number) >= 0 && (value as number) <= 1),
  );
  if (odd !== undefined) throw new RangeError(`performance estimate: found ${odd}, expected 0–1`);
  const mean = (of: (probability: number) => number) => sorted.reduce((sum, p) => sum + of(p), 0) / n;
  const uncertainty = mean((p) => p * (1 - p));
  const area = expectedAuc(sorted);
  // the lead at the edge of the tenth counts as `liftAt` counts it
  const selected = Math.max(1, Math.ceil(TOP_SHARE * n * (1 - 1e-12)));
  return {
    predictions: n,
    conversionRate: mean((p) => p),
    conversionRateDeviation: Math.sqrt(uncertainty / n),
    ...(area !== undefined && { auc: area }),
    brier: uncertainty,
    logLoss: mean((p) => entropyPart(p) + entropyPart(1 - p)),
    topPrecision: sorted.subarray(n - selected).reduce((sum, p) => sum + p, 0) / selected,
    confusion: cutPoints.map((cutPoint) => expectedConfusion(sorted, cutPoint)),
  };
}

/** Σ over pairs i ≠ j of pᵢ (1 − pⱼ) [pᵢ > pⱼ, ½ when equal], over Σ pᵢ (1 − pⱼ). */
function expectedAuc(sorted: Float64Array): number | undefined {
  let positives = 0;
  let negatives = 0;
  let withItself = 0;
  let inOrder = 0;
  for (let from = 0; from < sorted.length; ) {
    const p = sorted[from] as number;
    let to = from;
    while (to < sorted.length && sorted[to] === p) to += 1;
    const count = to - from;
    // pairs of equal probability, each lead with the count − 1 others
    inOrder += count * p * (negatives + ((count - 1) * (1 - p)) / 2);
    positives += count * p;
    negatives += count * (1 - p);
    withItself += count * p * (1 - p);
    from = to;
  }
  const pairs = positives * negatives - withItself;
  return pairs > 0 ? Math.min(1, inOrder / pairs) : undefined;
}

function expectedConfusion(sorted: Float64Array, cutPoint: number): Confusion {
  let [truePositives, falsePositives, trueNegatives, falseNegatives] = [0, 0, 0, 0];
  for (const p of sorted) {
    if (p >= cutPoint) {
      truePositives += p;
      falsePositives += 1 - p;
    } else {
      falseNegatives += p;
      trueNegatives += 1 - p;
    }
  }
  return { cutPoint, truePositives, falsePositives, trueNegatives, falseNegatives };
}

function entropyPart(share: number): number {
  return share === 0 ? 0 : -share * Math.log(share);
}
