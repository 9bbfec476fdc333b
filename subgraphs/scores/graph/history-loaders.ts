import DataLoader from 'dataloader';
import { JOIN_ONE_TICK } from '../../../platform/graphql/join-one-tick.ts';
import type { Prediction } from '../record/prediction.ts';
import type { PredictionField } from '../record/prediction-columns.ts';
import { findHistories, type HistoryRequest, type ScoresDb } from '../record/prediction-store.ts';

/** Loader of the scores of leads; they have the fields that it is for, and no others. */
export type HistoryLoader = DataLoader<HistoryRequest, readonly Prediction[]>;

/** Loaders of the scores of leads, one for each set of fields of `FieldSets`. */
export class HistoryLoaders {
  readonly #db: ScoresDb;
  readonly #byFields = new Map<readonly PredictionField[], HistoryLoader>();

  constructor(db: ScoresDb) {
    this.#db = db;
  }

  /** @param fields to read; a list that is kept, so that there are few */
  of(fields: readonly PredictionField[]): HistoryLoader {
    const known = this.#byFields.get(fields);
    if (known) return known;
    const loader: HistoryLoader = new DataLoader(
      (requests) => findHistories(this.#db, requests, fields),
      JOIN_ONE_TICK,
    );
    this.#byFields.set(fields, loader);
    return loader;
  }
}
