import { type PredictedOutcomes, probabilitiesByOutcome } from './prediction-outcome.ts';

/** Default number of bins of calibration measures. */
export const CALIBRATION_BINS = 15;

/** Predictions of about equal probability. */
export interface CalibrationBin {
  readonly count: number;
  /** 0–1 */
  readonly meanProbability: number;
  /** share converted, 0–1 */
  readonly conversionRate: number;
}

/**
 * Predictions in bins of equal mass, by ascending probability.
 *
 * Equal probabilities stay together, in the bin of the middle of their ranks: so bins do not depend on the order of
 * predictions, and a model with few distinct values gets fewer, larger bins.
 *
 * @returns bins that hold predictions; none without any
 * @throws {RangeError} when the lengths differ, a value is out of range, or there is no bin
 */
export function equalMassBins(
  predictions: PredictedOutcomes,
  bins: number = CALIBRATION_BINS,
): readonly CalibrationBin[] {
  if (!(bins >= 1)) throw new RangeError(`calibration bins: found ${bins}, expected at least 1`);
  const { converted, lost } = probabilitiesByOutcome(predictions);
  const n = converted.length + lost.length;
  const sums = new Map<number, { count: number; probability: number; converted: number }>();
  let i = 0;
  let j = 0;
  while (i + j < n) {
    const before = { converted: i, all: i + j };
    const probability = Math.min(converted[i] ?? 1, lost[j] ?? 1);
    while (i < converted.length && (converted[i] as number) <= probability) i += 1;
    while (j < lost.length && (lost[j] as number) <= probability) j += 1;
    const bin = Math.floor((((before.all + i + j - 1) / 2) * bins) / n);
    const sum = sums.get(bin) ?? { count: 0, probability: 0, converted: 0 };
    sum.count += i + j - before.all;
    sum.probability += probability * (i + j - before.all);
    sum.converted += i - before.converted;
    sums.set(bin, sum);
  }
  return [...sums.values()].map((sum) => ({
    count: sum.count,
    meanProbability: sum.probability / sum.count,
    conversionRate: sum.converted / sum.count,
  }));
}
