import { normalQuantile } from './normal-distribution.ts';
import { type PredictedOutcomes, probabilitiesByOutcome } from './prediction-outcome.ts';
import type { SortedNumbers } from './sorted-numbers.ts';

/** Area under the ROC curve with its confidence interval. */
export interface Auc {
  /** chance that a converted lead had a higher probability than a lost one, ties counted half; 0.5 is guessing */
  readonly auc: number;
  /** DeLong; 0 when the classes are separated, undefined with fewer than two leads of a class */
  readonly standardError: number | undefined;
  /** 0 when nothing is known */
  readonly lower: number;
  /** 1 when nothing is known */
  readonly upper: number;
}

/**
 * Area under the ROC curve with ties, and DeLong's interval.
 *
 * The placement of a lead is the share of the other class that has a lower probability, ties counted half. AUC is the
 * mean placement of converted leads; its variance is s²(converted) / P + s²(lost) / L, the sample variances of the
 * placements of P converted and L lost leads. DeLong's variance of separated
 * classes is 0; there the bound is that of min(P, L) independent pairs, all in order: (α/2)^(1/min(P, L)).
 *
 * @param confidence of the interval, 0–1
 * @returns undefined unless both outcomes occur
 * @throws {RangeError} when the lengths differ, or a value is out of range
 * @see DeLong, DeLong, Clarke-Pearson (Biometrics 44, 1988); Sun and Xu (IEEE Signal Processing Letters 21, 2014)
 */
export function auc(predictions: PredictedOutcomes, confidence: number = 0.95): Auc | undefined {
  const { converted, lost } = probabilitiesByOutcome(predictions);
  if (converted.length === 0 || lost.length === 0) return undefined;
  const above = placements(converted, lost);
  const below = placements(lost, converted);
  const area = mean(above);
  const alpha = 1 - confidence;
  if (above.length < 2 || below.length < 2) return { auc: area, standardError: undefined, lower: 0, upper: 1 };
  const standardError = Math.sqrt(variance(above) / above.length + variance(below) / below.length);
  const reach = separatedReach(Math.min(above.length, below.length), alpha);
  if (area === 1) return { auc: 1, standardError: 0, lower: reach, upper: 1 };
  if (area === 0) return { auc: 0, standardError: 0, lower: 0, upper: 1 - reach };
  const half = normalQuantile(1 - alpha / 2) * standardError;
  return { auc: area, standardError, lower: Math.max(0, area - half), upper: Math.min(1, area + half) };
}

function placements(own: SortedNumbers, others: SortedNumbers): Float64Array {
  let lower = 0;
  let lowerOrEqual = 0;
  return own.map((probability) => {
    while (lower < others.length && (others[lower] as number) < probability) lower += 1;
    while (lowerOrEqual < others.length && (others[lowerOrEqual] as number) <= probability) lowerOrEqual += 1;
    return (lower + lowerOrEqual) / 2 / others.length;
  });
}

function separatedReach(pairs: number, alpha: number): number {
  return (alpha / 2) ** (1 / pairs);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance, divided by n − 1. */
function variance(values: Float64Array): number {
  const center = mean(values);
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1);
}
