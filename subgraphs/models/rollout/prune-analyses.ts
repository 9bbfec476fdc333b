import { sql } from 'kysely';
import type { Db } from '../store.ts';

/**
 * Forgets the oldest analyses of a rollout. Those that moved it on stay: they are its history.
 *
 * @param keep how many of its events are kept in any case, the newest
 */
export async function pruneAnalyses(db: Db, rollout: number, keep: number): Promise<void> {
  await sql`DELETE FROM models.rollout_event e USING (
      SELECT sequence, lag(step) OVER earlier AS step, lag(status) OVER earlier AS status,
        row_number() OVER (ORDER BY sequence DESC) AS age
      FROM models.rollout_event WHERE rollout = ${rollout} WINDOW earlier AS (ORDER BY sequence)
    ) before
    WHERE e.rollout = ${rollout} AND e.sequence = before.sequence AND before.age > ${keep} AND e.type = 'ANALYSED'
      AND e.step = before.step AND e.status = before.status`.execute(db);
}
