import { randomUUID } from 'node:crypto';
import { relative } from 'node:path';
import { DomainError } from '../../platform/errors.ts';
import type { DuckConnection } from '../duckdb/duck-connection.ts';
import { sqlName, sqlText } from '../duckdb/sql-text.ts';
import type { AddAction, DeltaAction } from './delta-action.ts';
import type { DeltaColumn } from './delta-column.ts';
import type { DeltaSnapshot } from './delta-snapshot.ts';
import { nullCount, statsText, type WrittenFile, writtenFile } from './file-stats.ts';
import { type Lake, lakeNow } from './lake.ts';

/** Data files that are stored, and not yet part of the table. */
export interface WrittenRows {
  readonly adds: readonly AddAction[];
  readonly rows: number;
  /** deletes the files, as their commit failed */
  discard(): Promise<void>;
}

/** Rows to write. */
export interface RowsToWrite {
  readonly table: string;
  /** query whose columns are those of the table */
  readonly sql: string;
  readonly columns: readonly DeltaColumn[];
  readonly partitionBy: readonly string[];
  /** false when rows are only rearranged */
  readonly dataChange: boolean;
}

/**
 * Writes the rows of a query as Parquet files into a table's folder, durably: one file, or one or more per partition.
 *
 * @throws {DomainError} LAKE_SCHEMA_MISMATCH for a null in a column that takes none; LAKE_STORAGE_FULL. No file stays.
 */
export async function writeRows(lake: Lake, connection: DuckConnection, rows: RowsToWrite): Promise<WrittenRows> {
  const staging = await lake.storage.stage(rows.table);
  try {
    const copied = await connection.rows(copySql(rows, staging.folder));
    const files = copied.map(writtenFile).filter((file) => file.rows > 0);
    for (const file of files) requireNoNulls(rows, file);
    const names = files.map(({ file }) => relative(staging.folder, file));
    await staging.store(names);
    const modificationTime = lakeNow(lake);
    return {
      adds: files.map((file, index) => addAction(rows, file, names[index] ?? '', modificationTime)),
      rows: files.reduce((sum, file) => sum + file.rows, 0),
      discard: async () => {
        for (const name of names) await lake.storage.remove(`${rows.table}/${name}`);
      },
    };
  } finally {
    await staging.discard();
  }
}

/** Files to write again. */
export interface FilesToReplace {
  readonly table: string;
  readonly snapshot: DeltaSnapshot;
  /** paths of files, by the file that they become; a group is not empty */
  readonly groups: readonly (readonly string[])[];
  /** query of the rows of a group as they shall be, from its relation */
  readonly select: (relation: string) => string;
  /** false when rows are only rearranged */
  readonly dataChange: boolean;
}

/** Files that replace others, not committed yet. */
export interface FileReplacement {
  readonly actions: readonly DeltaAction[];
  /** paths of the replaced files, as the log has them */
  readonly replaced: ReadonlySet<string>;
  readonly rows: number;
  discard(): Promise<void>;
}

/** Writes groups of files again, each as one. */
export async function replaceFiles(
  lake: Lake,
  connection: DuckConnection,
  { table, snapshot, groups, select, dataChange }: FilesToReplace,
): Promise<FileReplacement> {
  const { schema: columns, partitionBy } = snapshot;
  const written: WrittenRows[] = [];
  const discard = async () => {
    for (const part of written) await part.discard();
  };
  try {
    for (const group of groups) {
      const { relation, release } = await snapshot.open(new Set(group));
      try {
        const rows = { table, sql: select(relation), columns, partitionBy, dataChange };
        written.push(await writeRows(lake, connection, rows));
      } finally {
        await release();
      }
    }
  } catch (error) {
    await discard();
    throw error;
  }
  const paths = new Set(groups.flat());
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

function copySql({ sql, partitionBy }: RowsToWrite, folder: string): string {
  const options = 'FORMAT parquet, COMPRESSION snappy, RETURN_STATS';
  if (partitionBy.length === 0)
    return `COPY (${sql}) TO ${sqlText(`${folder}/part-${randomUUID()}.snappy.parquet`)} (${options})`;
  const partitions = `PARTITION_BY (${partitionBy.map(sqlName).join(', ')}), FILENAME_PATTERN 'part-{uuid}', OVERWRITE_OR_IGNORE`;
  return `COPY (${sql}) TO ${sqlText(folder)} (${options}, ${partitions})`;
}

function requireNoNulls({ table, columns }: RowsToWrite, file: WrittenFile): void {
  for (const { name, nullable } of columns) {
    const found = nullable ? 0 : nullCount(file, name);
    if (found > 0)
      throw new DomainError(
        'LAKE_SCHEMA_MISMATCH',
        `table ${table}, column ${name}: found ${found} nulls, expected none`,
        {
          table,
          column: name,
        },
      );
  }
}

function addAction(rows: RowsToWrite, file: WrittenFile, name: string, modificationTime: number): AddAction {
  return {
    path: encodePath(name),
    partitionValues: Object.fromEntries(rows.partitionBy.map((column) => [column, file.partition.get(column) ?? null])),
    size: file.bytes,
    modificationTime,
    dataChange: rows.dataChange,
    stats: statsText(file, rows.columns),
  };
}

/** A file's name as the log has it: percent-encoded as a relative URL. */
function encodePath(name: string): string {
  return encodeURI(name).replaceAll('#', '%23').replaceAll('?', '%3F');
}

function removal({ path, partitionValues, size }: AddAction, deletionTimestamp: number, dataChange: boolean) {
  return { path, deletionTimestamp, dataChange, extendedFileMetadata: true, partitionValues, size };
}
