import { countPredictions, descendingOrder, type PredictedOutcomes } from './prediction-outcome.ts';

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
 * Predictions in bins of equal mass, by descending probability.
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
  const n = countPredictions(predictions);
  if (!(bins >= 1)) throw new RangeError(`calibration bins: found ${bins}, expected at least 1`);
  const { probabilities, outcomes } = predictions;
  const order = descendingOrder(probabilities);
  const sums = new Map<number, { count: number; probability: number; converted: number }>();
  for (let from = 0; from < n; ) {
    const probability = probabilities[order[from] as number] as number;
    let to = from;
    let converted = 0;
    while (to < n && probabilities[order[to] as number] === probability) {
      converted += outcomes[order[to] as number] as number;
      to += 1;
    }
    const bin = Math.floor((((from + to - 1) / 2) * bins) / n);
    const sum = sums.get(bin) ?? { count: 0, probability: 0, converted: 0 };
    sum.count += to - from;
    sum.probability += probability * (to - from);
    sum.converted += converted;
    sums.set(bin, sum);
    from = to;
  }
  return [...sums.values()].map(({ count, probability, converted }) => ({
    count,
    meanProbability: probability / count,
    conversionRate: converted / count,
  }));
}
