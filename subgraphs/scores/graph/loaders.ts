import DataLoader from 'dataloader';
import type { Prediction } from '../record/prediction.ts';
import { findHistories, findPredictions, type HistoryRequest, type ScoresDb } from '../record/prediction-store.ts';

/** Loaders that join the reads of one tick, across requests, into one statement each. They cache nothing. */
export interface ScoreLoaders {
  readonly byId: DataLoader<string, Prediction | undefined>;
  readonly histories: DataLoader<HistoryRequest, readonly Prediction[]>;
}

const JOIN_ONE_TICK = { cache: false, batchScheduleFn: (callback: () => void) => setImmediate(callback) } as const;

/** Creates the loaders, once per subgraph. */
export function createLoaders(db: ScoresDb): ScoreLoaders {
  return {
    byId: new DataLoader(async (ids: readonly string[]) => {
      const found = new Map((await findPredictions(db, [...new Set(ids)])).map((each) => [each.id, each]));
      return ids.map((id) => found.get(id));
    }, JOIN_ONE_TICK),
    histories: new DataLoader((requests: readonly HistoryRequest[]) => findHistories(db, requests), JOIN_ONE_TICK),
  };
}
