import { sql } from 'kysely';
import type { ScoresDb } from '../record/prediction-store.ts';
import type { ShadowDrop } from './shadow-queue.ts';

/** Adds to the counts of requests that were dropped for shadows. */
export async function addDrops(db: ScoresDb, drops: readonly ShadowDrop[]): Promise<void> {
  if (drops.length === 0) return;
  // in one order everywhere: two processes cannot deadlock
  await sql`INSERT INTO scores.shadow_drop AS total (rollout, version, dropped)
    SELECT rollout, version, dropped
    FROM jsonb_to_recordset(${JSON.stringify(drops)}::jsonb) AS row (rollout bigint, version integer, dropped bigint)
    ORDER BY 1, 2
    ON CONFLICT (rollout, version) DO UPDATE SET dropped = total.dropped + excluded.dropped`.execute(db);
}
