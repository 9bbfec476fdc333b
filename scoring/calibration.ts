import { logit, sigmoid } from './log-odds.ts';
import type { Calibration } from './model-manifest.ts';

/**
 * Turns a model's raw output into the probability that is shown and stored.
 *
 * IDENTITY: probability = raw. PLATT: probability = 1 / (1 + exp(−(slope · logit(raw) + intercept))), which keeps the
 * order of leads, as slope > 0.
 *
 * @param raw output of the model, 0–1
 * @returns calibrated probability, 0–1
 * @see Platt, Probabilistic Outputs for Support Vector Machines (1999)
 */
export function calibrate(raw: number, calibration: Calibration): number {
  if (calibration.method === 'IDENTITY') return raw;
  return sigmoid(calibration.slope * logit(raw) + calibration.intercept);
}
