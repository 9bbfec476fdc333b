import { sql } from 'kysely';
import type { Db } from '../../versions/store/version-store.ts';

/**
 * Forgets analyses of a rollout that changed nothing, but for the newest ones. An analysis that ended a step or the rollout
 * is history, and stays.
 *
 * The stream's cursors stay valid: whoever comes back with an old one hears of every change, and of the analyses that are
 * left. Each says where the rollout stands as a whole, so a later one stands for those that are gone.
 *
 * @param keep how many stay
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
