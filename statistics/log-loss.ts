import { countPredictions, type PredictedOutcomes } from './prediction-outcome.ts';

/** Probabilities are kept this far from 0 and 1, where one wrong prediction would make the loss infinite. */
const MARGIN = Number.EPSILON;

/**
 * Mean logarithmic loss, −Σ (y ln p + (1 − y) ln(1 − p)) / n, with p kept 2⁻⁵² away from 0 and 1.
 *
 * @returns nats, ≥ 0, at most 36.05; undefined without predictions
 * @throws {RangeError} when the lengths differ, or a value is out of range
 * @see Good, Rational Decisions (1952)
 */
export function logLoss(predictions: PredictedOutcomes): number | undefined {
  const n = countPredictions(predictions);
  if (n === 0) return undefined;
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    const probability = Math.min(1 - MARGIN, Math.max(MARGIN, predictions.probabilities[i] as number));
    sum -= predictions.outcomes[i] === 1 ? Math.log(probability) : Math.log1p(-probability);
  }
  return sum / n;
}
