import { sql } from 'kysely';
import type { Db } from '../../versions/store/version-store.ts';

/**
 * Deletes analyses of a rollout that changed nothing, except the newest ones. An analysis that ended a step or the
 * rollout is kept.
 *
 * Cursors of the stream stay valid: a subscriber with an old one receives every change, and the remaining analyses.
 * Each analysis describes the whole state, so a later one replaces those deleted.
 *
 * @param keep number of analyses to keep
 */
export async function pruneAnalyses(db: Db, rollout: number, keep: number): Promise<void> {
  await sql`DELETE FROM models.rollout_event e USING (
      SELECT transaction_id, sequence FROM (
        SELECT transaction_id, sequence, type, status = LAG(status) OVER w AND step = LAG(step) OVER w AS is_unchanged
        FROM models.rollout_event WHERE rollout = ${rollout} WINDOW w AS (ORDER BY sequence)
      ) events
      WHERE type = 'ANALYSED' AND is_unchanged ORDER BY sequence DESC OFFSET ${keep}
    ) old
    WHERE (e.transaction_id, e.sequence) = (old.transaction_id, old.sequence)`.execute(db);
}
