/** Probabilities and what came of them, position by position. */
export interface PredictedOutcomes {
  /** calibrated probability of conversion, 0–1 */
  readonly probabilities: ArrayLike<number>;
  /** 1 converted, 0 lost */
  readonly outcomes: ArrayLike<number>;
}

/**
 * The number of predictions, once it is certain that every one has an outcome.
 *
 * @throws {RangeError} when the lengths differ, a probability is outside 0–1 or an outcome is neither 0 nor 1
 */
export function countPredictions({ probabilities, outcomes }: PredictedOutcomes): number {
  const n = probabilities.length;
  if (outcomes.length !== n) throw new RangeError(`found ${n} probabilities and ${outcomes.length} outcomes`);
  for (let i = 0; i < n; i += 1) {
    const probability = probabilities[i] as number;
    const outcome = outcomes[i];
    if (probability >= 0 && probability <= 1 && (outcome === 0 || outcome === 1)) continue;
    throw new RangeError(`prediction ${i}: found ${probability} and outcome ${outcome}, expected 0–1 and 0 or 1`);
  }
  return n;
}

/** Positions of values in descending order; equal values keep their order. */
export function descendingOrder(values: ArrayLike<number>): Uint32Array {
  return Uint32Array.from(values, (_, i) => i).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
}
