import type { Prediction } from '../record/prediction.ts';
import { PREDICTION_FIELDS, type PredictionField } from '../record/prediction-columns.ts';
import type { ScoreLoaders } from './loaders.ts';

const PROBABILITY: readonly PredictionField[] = ['probability'];

type Known = WeakMap<Prediction, Promise<Prediction | undefined>>;

/** Previous scores of leads by the same model. The fields of one response share the read. */
export class PreviousScores {
  readonly #histories: ScoreLoaders['histories'];
  readonly #whole: Known = new WeakMap();
  readonly #probabilities: Known = new WeakMap();

  constructor({ histories }: ScoreLoaders) {
    this.#histories = histories;
  }

  /** The score before this one; undefined for the first score of a lead, and without a lead. */
  of(prediction: Prediction): Promise<Prediction | undefined> {
    return this.#read(prediction, PREDICTION_FIELDS, this.#whole);
  }

  /** Probability of the score before this one; undefined as there. */
  async probabilityOf(prediction: Prediction): Promise<number | undefined> {
    return (await this.#read(prediction, PROBABILITY, this.#probabilities))?.probability;
  }

  #read(prediction: Prediction, fields: readonly PredictionField[], known: Known): Promise<Prediction | undefined> {
    const found = known.get(prediction);
    if (found) return found;
    const { leadId, model, sequence: before } = prediction;
    if (leadId === null) return Promise.resolve(undefined);
    const previous = this.#histories.of(fields).load({ leadId, model, before, limit: 1 });
    const first = previous.then(([score]) => score);
    known.set(prediction, first);
    return first;
  }
}
