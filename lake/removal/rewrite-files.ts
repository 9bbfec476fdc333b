import type { AddAction, DeltaAction } from '../delta/delta-action.ts';
import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import { type Lake, lakeNow } from '../delta/lake.ts';
import { tableProperties } from '../delta/table-properties.ts';
import { type WrittenRows, writeRows } from '../delta/write-rows.ts';
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

/** Files that replace others, not committed yet. */
export interface RewrittenFiles {
  readonly actions: readonly DeltaAction[];
  /** paths of the replaced files, as the log has them */
  readonly replaced: ReadonlySet<string>;
  readonly rows: number;
  discard(): Promise<void>;
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
): Promise<RewrittenFiles> {
  const written: WrittenRows[] = [];
  const discard = async () => {
    for (const part of written) await part.discard();
  };
  const dataChange = !tableProperties(snapshot.metaData).isAppendOnly;
  const affected: string[] = [];
  for (const { path } of snapshot.files)
    if (await hasRows(connection, snapshot, path, rewrite.where)) affected.push(path);
  const units = rewrite.isWhole === true ? [affected] : affected.map((path) => [path]);
  try {
    for (const unit of units.filter(({ length }) => length > 0)) {
      const { relation, release } = await snapshot.open(new Set(unit));
      try {
        const { schema: columns, partitionBy } = snapshot;
        const rows = { table, sql: rewrite.select(relation), columns, partitionBy, dataChange };
        written.push(await writeRows(lake, connection, rows));
      } finally {
        await release();
      }
    }
  } catch (error) {
    await discard();
    throw error;
  }
  const paths = new Set(affected);
  const old = [...snapshot.state.files.values()].filter(({ path }) => paths.has(decodeURIComponent(path)));
  return {
    actions: [
      ...old.map((add) => ({ remove: removal(add, lakeNow(lake), dataChange) })),
      ...written.flatMap(({ adds }) => adds).map((add) => ({ add })),
    ],
    replaced: new Set(old.map(({ path }) => path)),
    rows: written.reduce((sum, part) => sum + part.rows, 0),
    discard,
  };
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

function removal({ path, partitionValues, size }: AddAction, deletionTimestamp: number, dataChange: boolean) {
  return { path, deletionTimestamp, dataChange, extendedFileMetadata: true, partitionValues, size };
}
