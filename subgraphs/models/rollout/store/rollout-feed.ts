import { sql } from 'kysely';
import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import { Feed } from '../../../../platform/streams/feed.ts';
import { StreamTable } from '../../../../platform/streams/stream-table.ts';
import type { RolloutEventRow } from '../rules/rollout-row.ts';
import { ROLLOUT_EVENT } from './rollout-store.ts';

/** Topic of changes of rollouts. */
export const ROLLOUT_CHANGED = 'models.rollout_event';

/** Event of a rollout, with its model. */
export interface RolloutChangeRow extends RolloutEventRow {
  readonly model: string;
}

/** Stream of rollout events. */
export type RolloutFeed = Feed<RolloutChangeRow>;

/** Opens the stream of rollout events. @param pollMs see {@link Feed} */
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

/** Notifies subscribers, on every replica, of a new rollout event. Call it after the commit. */
export function publishRolloutChanged({ events }: Database): void {
  events.publish(ROLLOUT_CHANGED);
}
