import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { Feed } from '../../../../platform/streams/feed.ts';
import { StreamTable } from '../../../../platform/streams/stream-table.ts';
import { ALERT_EVENT, type AlertEventRow } from '../store/event-store.ts';

/** Stream of the events of alerts. */
export type AlertFeed = Feed<AlertEventRow>;

const TABLE = 'monitoring.alert_event';

/** Opens the stream of the events of alerts. @param pollMs see {@link Feed} */
export async function openAlertFeed(database: Database, log: Logger, pollMs: number | undefined): Promise<AlertFeed> {
  const options = { stream: 'alertChanged', table: TABLE, columns: ALERT_EVENT };
  const table = await StreamTable.open<AlertEventRow>(database.tables<never>(), options);
  return new Feed<AlertEventRow>({ table, events: database.events, topic: TABLE, log, pollMs });
}
