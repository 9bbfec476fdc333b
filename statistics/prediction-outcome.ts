import { type SortedNumbers, sortNumbers } from './sorted-numbers.ts';

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

/**
 * Probabilities of converted and of lost leads, each in ascending order: all that ranking and calibration measures need.
 *
 * @throws {RangeError} as {@link countPredictions}
 */
export function probabilitiesByOutcome(predictions: PredictedOutcomes): {
  readonly converted: SortedNumbers;
  readonly lost: SortedNumbers;
} {
  const n = countPredictions(predictions);
  const sides = [new Float64Array(n), new Float64Array(n)] as const;
  const sizes: [number, number] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    const outcome = predictions.outcomes[i] as 0 | 1;
    sides[outcome][sizes[outcome]] = predictions.probabilities[i] as number;
    sizes[outcome] += 1;
  }
  return {
    converted: sortNumbers(sides[1].subarray(0, sizes[1])),
    lost: sortNumbers(sides[0].subarray(0, sizes[0])),
  };
}
