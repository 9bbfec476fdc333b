import { sql } from 'kysely';
import type { Database } from '../../../platform/database/database.ts';

/** A table to lose or keep rows in: numbered, and wide enough to fill a disk. */
export async function createRows(database: Database): Promise<void> {
  await sql`CREATE TABLE public.row (id bigint PRIMARY KEY, padding text)`.execute(database.tables());
}

/** Adds `count` rows numbered from `first`, a kilobyte each, in one commit. */
export async function addRows(database: Database, first: number, count: number): Promise<void> {
  await sql`INSERT INTO public.row SELECT ${first}::bigint + n, repeat(md5(n::text), 32)
    FROM generate_series(0, ${count}::int - 1) AS n`.execute(database.tables());
}

/** How many rows the table holds. */
export async function countRows(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) FROM public.row`.execute(database.tables());
  return rows[0]?.count ?? 0;
}
