import DataLoader from 'dataloader';
import type { LeadsDeps } from '../../leads/leads-deps.ts';
import { type Duplicate, findDuplicates } from '../find-duplicates.ts';
import { findSurvivors } from '../survivors/survivors.ts';

/** Loaders that join the reads of one tick, across requests, into one statement each. They cache nothing. */
export interface IdentityLoaders {
  /** by the id of a lead */
  readonly duplicates: DataLoader<string, readonly Duplicate[]>;
  /** id of the lead that stands for a merged one, by the id of that; null for a lead that is not merged */
  readonly survivors: DataLoader<string, string | null>;
}

const MAX_BATCH_SIZE = 1_000;

/** Creates the loaders, once per subgraph. */
export function createIdentityLoaders(db: LeadsDeps['db']): IdentityLoaders {
  const options = {
    cache: false,
    maxBatchSize: MAX_BATCH_SIZE,
    batchScheduleFn: (dispatch: () => void) => setImmediate(dispatch),
  };
  return {
    duplicates: new DataLoader(async (ids) => {
      const found = await findDuplicates(db, [...new Set(ids)]);
      return ids.map((id) => found.get(id) ?? []);
    }, options),
    survivors: new DataLoader(async (ids) => {
      const found = await findSurvivors(db, [...new Set(ids)]);
      return ids.map((id) => found.get(id) ?? null);
    }, options),
  };
}
