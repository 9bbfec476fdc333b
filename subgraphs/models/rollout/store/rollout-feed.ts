import { sql } from 'kysely';
import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { Feed } from '../../../../platform/streams/feed.ts';
import { StreamTable } from '../../../../platform/streams/stream-table.ts';
import type { RolloutEventRow } from '../rules/rollout-row.ts';
import { ROLLOUT_EVENT } from './rollout-store.ts';

/** Topic of the events that tell that something happened to a rollout. */
export const ROLLOUT_CHANGED = 'models.rollout_event';

/** An event of a rollout, with the model that it is about. */
export interface RolloutChangeRow extends RolloutEventRow {
  readonly model: string;
}

/** What happens to rollouts, as a stream. */
export type RolloutFeed = Feed<RolloutChangeRow>;

/** Opens the stream of what happens to rollouts. @param pollMs see {@link Feed} */
export async function openRolloutFeed(
  database: Database,
  log: Logger,
  pollMs: number | undefined,
): Promise<RolloutFeed> {
  const columns = sql`${ROLLOUT_EVENT}, (SELECT r.model FROM models.rollout r WHERE r.id = p.rollout) AS model`;
  const options = { stream: 'rolloutChanged', table: ROLLOUT_CHANGED, columns };
  const table = await StreamTable.open<RolloutChangeRow>(database.tables<never>(), options);
  return new Feed<RolloutChangeRow>({ table, events: database.events, topic: ROLLOUT_CHANGED, log, pollMs });
}

/** Tells subscribers, on every replica, that something happened to a rollout. Call it after the commit. */
export function publishRolloutChanged({ events }: Database): void {
  events.publish(ROLLOUT_CHANGED);
}
