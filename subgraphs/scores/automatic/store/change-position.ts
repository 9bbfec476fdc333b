import { sql } from 'kysely';
import type { ScoresDb } from '../../record/prediction-store.ts';

/** Lanes of automatic scoring: changes of the day, and backfills, which wait for them. */
export type ChangeLane = 'LIVE' | 'BACKFILL';

/** Finds the cursor up to which every change of the lane has its score. */
export async function findPosition(db: ScoresDb, lane: ChangeLane): Promise<string | undefined> {
  const { rows } = await sql<{ cursor: string }>`
    SELECT cursor FROM scores.change_position WHERE lane = ${lane}`.execute(db);
  return rows[0]?.cursor;
}

/** Stores the cursor of the lane. */
export async function storePosition(db: ScoresDb, lane: ChangeLane, cursor: string): Promise<void> {
  await sql`INSERT INTO scores.change_position (lane, cursor) VALUES (${lane}, ${cursor})
    ON CONFLICT (lane) DO UPDATE SET cursor = excluded.cursor`.execute(db);
}
