import { countPredictions, type PredictedOutcomes } from './prediction-outcome.ts';

/** Outcomes of the leads at or above a cut-point, and of those below. */
export interface Confusion {
  readonly cutPoint: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
}

/**
 * Confusion matrices at several cut-points: a lead counts as predicted to convert from the cut-point on.
 *
 * @param cutPoints each 0–1, in any order
 * @returns one matrix per cut-point, in the order given
 * @throws {RangeError} when a value is out of range, or the lengths differ
 */
export function confusionAt(predictions: PredictedOutcomes, cutPoints: readonly number[]): readonly Confusion[] {
  const n = countPredictions(predictions);
  const { probabilities, outcomes } = predictions;
  return cutPoints.map((cutPoint) => {
    if (!(cutPoint >= 0 && cutPoint <= 1)) throw new RangeError(`cut-point: found ${cutPoint}, expected 0–1`);
    let selected = 0;
    let converted = 0;
    let truePositives = 0;
    for (let i = 0; i < n; i += 1) {
      const outcome = outcomes[i] as number;
      const isSelected = (probabilities[i] as number) >= cutPoint;
      selected += Number(isSelected);
      converted += outcome;
      truePositives += isSelected ? outcome : 0;
    }
    const falsePositives = selected - truePositives;
    const falseNegatives = converted - truePositives;
    return { cutPoint, truePositives, falsePositives, falseNegatives, trueNegatives: n - selected - falseNegatives };
  });
}
