import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import type { Lake } from '../delta/lake.ts';
import { tableProperties } from '../delta/table-properties.ts';
import { type FileReplacement, replaceFiles } from '../delta/write-rows.ts';
import type { DuckConnection } from '../duckdb/duck-connection.ts';

/** Rows to change or delete, wherever they are in a table. */
export interface RowRewrite {
  /** condition of the rows; files without one of them stay */
  readonly where: string;
  /** query of a file's rows as they shall be, from the relation of the file */
  readonly select: (relation: string) => string;
  /** whether the files become one, as where rows depend on one another */
  readonly isWhole?: boolean;
}

/**
 * Writes the files that have rows of a condition again. In a table that takes appends only they count as rearranged: who
 * follows its appends has read them.
 */
export async function rewriteFiles(
  lake: Lake,
  connection: DuckConnection,
  table: string,
  snapshot: DeltaSnapshot,
  rewrite: RowRewrite,
): Promise<FileReplacement> {
  const { where, select, isWhole = false } = rewrite;
  const affected: string[] = [];
  for (const { path } of snapshot.files) if (await hasRows(connection, snapshot, path, where)) affected.push(path);
  const groups = isWhole && affected.length > 0 ? [affected] : affected.map((path) => [path]);
  const dataChange = !tableProperties(snapshot.metaData).isAppendOnly;
  return replaceFiles(lake, connection, { table, snapshot, groups, select, dataChange });
}

async function hasRows(
  connection: DuckConnection,
  snapshot: DeltaSnapshot,
  path: string,
  where: string,
): Promise<boolean> {
  const { relation, release } = await snapshot.open(new Set([path]));
  try {
    return (await connection.rows(`SELECT 1 AS found FROM ${relation} WHERE ${where} LIMIT 1`)).length > 0;
  } finally {
    await release();
  }
}
