import { type QueryExecutorProvider, sql } from 'kysely';

/**
 * Locks the ranking until the transaction ends: scores that are applied, leads that are closed, changes of overrides and
 * retries follow one another. A statement after it sees the commit of the one before.
 *
 * Locks are taken in one order everywhere, so that no two transactions wait for each other: rows of leads, the ranking, its
 * rows by the ids of their leads, deliveries. The last interaction of ranked leads changes without the lock of the ranking.
 */
export async function lockRanking(trx: QueryExecutorProvider): Promise<void> {
  await sql`SELECT 1 FROM leads.ranking_state FOR UPDATE`.execute(trx);
}
