import type { Prediction } from '../record/prediction.ts';
import type { ScoreLoaders } from './loaders.ts';

/** Previous scores of leads by the same model. The fields of one response share the read. */
export class PreviousScores {
  readonly #histories: ScoreLoaders['histories'];
  readonly #known = new WeakMap<Prediction, Promise<Prediction | undefined>>();

  constructor({ histories }: ScoreLoaders) {
    this.#histories = histories;
  }

  /** The score before this one; undefined for the first score of a lead, and without a lead. */
  of(prediction: Prediction): Promise<Prediction | undefined> {
    const known = this.#known.get(prediction);
    if (known) return known;
    const { leadId, model, sequence: before } = prediction;
    const request = { leadId: leadId ?? '', model, before, limit: 1 };
    const previous =
      leadId === null ? Promise.resolve(undefined) : this.#histories.load(request).then(([first]) => first);
    this.#known.set(prediction, previous);
    return previous;
  }
}
