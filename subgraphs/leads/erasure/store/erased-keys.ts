import { type QueryExecutorProvider, sql } from 'kysely';

/**
 * Finds the ids that belonged to erased persons, in one statement that ends early while nobody was erased.
 *
 * Call it after the statement that inserted the ids, or that found them absent: an erasure that commits in between is seen.
 */
export async function erasedAmong(trx: QueryExecutorProvider, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`SELECT i.id FROM unnest(${ids}::text[]) AS i (id)
    WHERE EXISTS (SELECT FROM leads.erased_key) AND EXISTS (
      SELECT FROM leads.erased_key k WHERE k.key = leads.erased_key_of(i.id))`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}
