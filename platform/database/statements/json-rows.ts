import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';

/**
 * Runs a query whose rows travel as one JSON text: reading hundreds of single values off the wire costs more than
 * finding them. Numbers arrive as they are stored, as PostgreSQL prints floats in the shortest form that reads back equal.
 *
 * @param query a SELECT, in its order; columns are numbers, texts, booleans, JSON or null
 */
export async function jsonRows<Row>(db: QueryExecutorProvider, query: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<{ rows: string }>`SELECT ${jsonText(query)} AS rows`.execute(db);
  return JSON.parse((rows[0] as { rows: string }).rows);
}

/** An expression: the rows of a query as one JSON text, as {@link jsonRows} reads them; `[]` without any. */
export function jsonText(query: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(SELECT COALESCE(json_agg(row)::text, '[]') FROM (${query}) AS row)`;
}
