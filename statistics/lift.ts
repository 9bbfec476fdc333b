import { countPredictions, type PredictedOutcomes } from './prediction-outcome.ts';

/** Lift of the highest probabilities. */
export interface Lift {
  /** leads looked at, ⌈share · n⌉ */
  readonly selected: number;
  /** conversion rate among them, 0–1 */
  readonly precision: number;
  /** share of all conversions that is among them, 0–1; undefined when nothing converted */
  readonly recall: number | undefined;
  /** precision over the conversion rate of all; undefined when nothing converted */
  readonly lift: number | undefined;
}

/**
 * Lift and precision among the leads of the highest probabilities.
 *
 * When equal probabilities lie across the cut, each of them counts by the share that fits: the expectation over all
 * orders, so the result does not depend on the order of predictions.
 *
 * @param share of leads looked at, above 0, at most 1
 * @returns undefined without predictions
 * @throws {RangeError} when the share or a value is out of range, or the lengths differ
 */
export function liftAt(predictions: PredictedOutcomes, share: number = 0.1): Lift | undefined {
  if (!(share > 0 && share <= 1)) throw new RangeError(`lift: found share ${share}, expected above 0, at most 1`);
  const n = countPredictions(predictions);
  if (n === 0) return undefined;
  const { probabilities, outcomes } = predictions;
  // 0.07 · 100 is 7.000000000000001: seven leads, not eight
  const selected = Math.max(1, Math.ceil(share * n * (1 - 1e-12)));
  const cut = Float64Array.from(probabilities).sort()[n - selected] as number;
  let above = 0;
  let tied = 0;
  let convertedAbove = 0;
  let convertedTied = 0;
  let converted = 0;
  for (let i = 0; i < n; i += 1) {
    const outcome = outcomes[i] as number;
    const probability = probabilities[i] as number;
    converted += outcome;
    if (probability > cut) {
      above += 1;
      convertedAbove += outcome;
    } else if (probability === cut) {
      tied += 1;
      convertedTied += outcome;
    }
  }
  const found = convertedAbove + (convertedTied * (selected - above)) / tied;
  const precision = found / selected;
  if (converted === 0) return { selected, precision, recall: undefined, lift: undefined };
  return { selected, precision, recall: found / converted, lift: precision / (converted / n) };
}
