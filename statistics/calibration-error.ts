import { CALIBRATION_BINS, equalMassBins } from './equal-mass-bins.ts';
import type { PredictedOutcomes } from './prediction-outcome.ts';

/** Distance of probabilities from observed rates. */
export interface CalibrationError {
  /** Σ (count / n) · |mean probability − conversion rate| over the bins, 0–1 */
  readonly expectedError: number;
  /** mean probability − conversion rate over all: above 0 the model promises too much */
  readonly signedBias: number;
}

/**
 * Expected calibration error (ECE) over bins of equal mass, and the signed bias over all predictions.
 *
 * @returns undefined without predictions
 * @throws {RangeError} when the lengths differ, or a value is out of range
 * @see Naeini, Cooper, Hauskrecht (AAAI 2015); Nixon and others, Measuring Calibration in Deep Learning (2019)
 */
export function calibrationError(
  predictions: PredictedOutcomes,
  bins: number = CALIBRATION_BINS,
): CalibrationError | undefined {
  const filled = equalMassBins(predictions, bins);
  if (filled.length === 0) return undefined;
  const n = filled.reduce((sum, { count }) => sum + count, 0);
  let expectedError = 0;
  let signedBias = 0;
  for (const { count, meanProbability, conversionRate } of filled) {
    expectedError += (count / n) * Math.abs(meanProbability - conversionRate);
    signedBias += (count / n) * (meanProbability - conversionRate);
  }
  return { expectedError, signedBias };
}
