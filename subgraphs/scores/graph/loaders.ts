import DataLoader from 'dataloader';
import type { FeatureVector } from '../../../lake/features/features.ts';
import { JOIN_ONE_TICK } from '../../../platform/graphql/join-one-tick.ts';
import type { Prediction } from '../record/prediction.ts';
import { findPredictions, type ScoresDb } from '../record/prediction-store.ts';
import { findFeatures } from '../scoring/feature-store.ts';
import { findPastFeatures, type LeadMoment } from '../scoring/past-features.ts';
import { HistoryLoaders } from './history-loaders.ts';

/** Loaders that join the reads of one tick, across requests, into one statement each. They cache nothing. */
export interface ScoreLoaders {
  readonly byId: DataLoader<string, Prediction | undefined>;
  readonly histories: HistoryLoaders;
  /** features of a lead that are current at a time; undefined for an unknown lead */
  readonly currentFeatures: DataLoader<LeadMoment, FeatureVector | undefined>;
  /** features of a lead as they were known at a time; undefined for a lead that was unknown then */
  readonly featuresAt: DataLoader<LeadMoment, FeatureVector | undefined>;
}

/** Creates the loaders, once per subgraph. */
export function createLoaders(db: ScoresDb): ScoreLoaders {
  return {
    byId: new DataLoader(async (ids: readonly string[]) => {
      const found = new Map((await findPredictions(db, [...new Set(ids)])).map((each) => [each.id, each]));
      return ids.map((id) => found.get(id));
    }, JOIN_ONE_TICK),
    histories: new HistoryLoaders(db),
    currentFeatures: new DataLoader((moments: readonly LeadMoment[]) => findCurrent(db, moments), JOIN_ONE_TICK),
    featuresAt: new DataLoader((moments: readonly LeadMoment[]) => findPastFeatures(db, moments), JOIN_ONE_TICK),
  };
}

async function findCurrent(
  db: ScoresDb,
  moments: readonly LeadMoment[],
): Promise<readonly (FeatureVector | undefined)[]> {
  const ids = [...new Set(moments.map(({ leadId }) => leadId))];
  // those of one tick have one time, but for a millisecond
  const found = await findFeatures(db, ids, Math.max(...moments.map(({ asOf }) => asOf)));
  return moments.map(({ leadId }) => found.get(leadId)?.features);
}
