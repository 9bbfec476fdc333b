import { type Kysely, sql } from 'kysely';

/** Names of the columns of every view of a schema, each list in order, by the name of the view. */
export async function readViewColumns(
  db: Kysely<never>,
  schema: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await sql<{ view: string; columns: readonly string[] }>`
    SELECT v.table_schema || '.' || v.table_name AS view, json_agg(c.column_name ORDER BY c.column_name) AS columns
    FROM information_schema.views v JOIN information_schema.columns c USING (table_schema, table_name)
    WHERE v.table_schema = ${schema} GROUP BY 1`.execute(db);
  return Object.fromEntries(rows.map(({ view, columns }) => [view, columns.toSorted()]));
}
