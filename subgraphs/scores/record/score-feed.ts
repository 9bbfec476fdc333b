import type { Database } from '../../../platform/database/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { Feed } from '../../../platform/streams/feed.ts';
import { StreamTable } from '../../../platform/streams/stream-table.ts';
import type { Prediction } from './prediction.ts';
import { PREDICTION } from './prediction-columns.ts';

/** The prediction log as a stream. */
export type ScoreFeed = Feed<Prediction>;

/** Opens the stream of all scores. @param pollMs see {@link Feed} */
export async function openScoreFeed(database: Database, log: Logger, pollMs: number | undefined): Promise<ScoreFeed> {
  const options = { stream: 'leadScored', table: 'scores.prediction', columns: PREDICTION };
  const table = await StreamTable.open<Prediction>(database.tables<never>(), options);
  return new Feed<Prediction>({ table, events: database.events, topic: options.table, log, pollMs });
}
