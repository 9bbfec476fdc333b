import { type RawBuilder, sql } from 'kysely';
import type { ExportColumn } from './export-column.ts';

/** Rows that one statement of an export reads: some ten milliseconds, in which the embedded database serves nothing else. */
export const EXPORT_PAGE_ROWS = 1_000;

/** A column of an export, and the SQL of its values. */
export interface SqlColumn extends ExportColumn {
  readonly sql: RawBuilder<unknown>;
}

/** A page of an export. */
export interface ExportPage<Position> {
  /** the JSON of its columns; see {@link columnsJson} */
  readonly json: string;
  /** where the next page begins; undefined at the end */
  readonly next: Position | undefined;
}

/** Reads page after page. @param start where the first begins */
export async function* exportPages<Position>(
  start: Position,
  read: (after: Position) => Promise<ExportPage<Position>>,
): AsyncGenerator<string> {
  let after: Position | undefined = start;
  while (after !== undefined) {
    const page: ExportPage<Position> = await read(after);
    yield page.json;
    after = page.next;
  }
}

/**
 * An expression: the rows of a query in columns, as the JSON of `ExportColumns`. One text for many rows, and one array per column
 * costs half as much as an object per row, to write and to read.
 *
 * @param query a SELECT of the columns by their names, in its order
 */
export function columnsJson(columns: readonly ExportColumn[], query: RawBuilder<unknown>): RawBuilder<string> {
  const arrays = columns.map(({ name }) => sql`COALESCE(json_agg(${sql.ref(`r.${name}`)}), '[]')`);
  return sql`(SELECT json_build_array(${sql.join(arrays)})::text FROM (${query}) AS r)`;
}

/** The SELECT list of columns, by their names. */
export function selectColumns(columns: readonly SqlColumn[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql`${column.sql} AS ${sql.ref(column.name)}`));
}

/** The columns without their SQL. */
export function plainColumns(columns: readonly SqlColumn[]): readonly ExportColumn[] {
  return columns.map(({ name, type }) => ({ name, type }));
}
