import { CALIBRATION_BINS, equalMassBins } from './equal-mass-bins.ts';
import { countPredictions, type PredictedOutcomes } from './prediction-outcome.ts';

/** Brier score and its parts: brier = reliability − resolution + uncertainty + withinBins. */
export interface Brier {
  /** mean squared error of the probabilities, 0–1, lower is better */
  readonly brier: number;
  /** how far the bins' probabilities are from their conversion rates; 0 is calibrated */
  readonly reliability: number;
  /** how far the bins' conversion rates are from the overall rate; more is better */
  readonly resolution: number;
  /** variance of the outcome: rate · (1 − rate) */
  readonly uncertainty: number;
  /** what the spread of probabilities inside the bins adds; 0 when each bin holds one value */
  readonly withinBins: number;
}

/**
 * Brier score, Σ (p − y)² / n, with Murphy's decomposition over bins of equal mass.
 *
 * @returns undefined without predictions
 * @throws {RangeError} when the lengths differ, or a value is out of range
 * @see Murphy, A New Vector Partition of the Probability Score (1973); Stephenson and others (2008) for the last part
 */
export function brier(predictions: PredictedOutcomes, bins: number = CALIBRATION_BINS): Brier | undefined {
  const n = countPredictions(predictions);
  if (n === 0) return undefined;
  const { probabilities, outcomes } = predictions;
  let squares = 0;
  let converted = 0;
  for (let i = 0; i < n; i += 1) {
    squares += ((probabilities[i] as number) - (outcomes[i] as number)) ** 2;
    converted += outcomes[i] as number;
  }
  const rate = converted / n;
  let reliability = 0;
  let resolution = 0;
  for (const bin of equalMassBins(predictions, bins)) {
    reliability += (bin.count / n) * (bin.meanProbability - bin.conversionRate) ** 2;
    resolution += (bin.count / n) * (bin.conversionRate - rate) ** 2;
  }
  const uncertainty = rate * (1 - rate);
  const score = squares / n;
  return {
    brier: score,
    reliability,
    resolution,
    uncertainty,
    withinBins: score - (reliability - resolution + uncertainty),
  };
}
