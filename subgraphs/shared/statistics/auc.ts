import { normalQuantile } from './normal-distribution.ts';
import { countPredictions, type PredictedOutcomes } from './prediction-outcome.ts';
import { midRanks } from './ranks.ts';

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
 * AUC = (Σ ranks of converted leads − P (P + 1) / 2) / (P L) over mid-ranks, P converted and L lost leads. The variance
 * is s²₁₀ / P + s²₀₁ / L from the placements of each lead among those of the other class. DeLong's variance of separated
 * classes is 0; there the bound is that of min(P, L) independent pairs, all in order: (α/2)^(1/min(P, L)).
 *
 * @param confidence of the interval, 0–1
 * @returns undefined unless both outcomes occur
 * @throws {RangeError} when the lengths differ, or a value is out of range
 * @see DeLong, DeLong, Clarke-Pearson (Biometrics 44, 1988); Sun and Xu (IEEE Signal Processing Letters 21, 2014)
 */
export function auc(predictions: PredictedOutcomes, confidence: number = 0.95): Auc | undefined {
  const n = countPredictions(predictions);
  const isConverted = (i: number) => predictions.outcomes[i] === 1;
  const positions = Array.from({ length: n }, (_, i) => i);
  const converted = positions.filter(isConverted);
  const lost = positions.filter((i) => !isConverted(i));
  if (converted.length === 0 || lost.length === 0) return undefined;
  const ranks = midRanks(predictions.probabilities);
  const above = placements(converted, predictions.probabilities, ranks, lost.length);
  const below = placements(lost, predictions.probabilities, ranks, converted.length);
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

/** Of each lead the share of the other class that has a lower probability, ties counted half. */
function placements(
  own: readonly number[],
  probabilities: ArrayLike<number>,
  ranks: Float64Array,
  others: number,
): Float64Array {
  const within = midRanks(own.map((i) => probabilities[i] as number));
  return Float64Array.from(own, (i, k) => ((ranks[i] as number) - (within[k] as number)) / others);
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
