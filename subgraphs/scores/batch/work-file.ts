import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import type { Lake } from '../../../lake/delta/lake.ts';
import { sqlText } from '../../../lake/duckdb/sql-text.ts';
import type { LakeStorage } from '../../../lake/storage/lake-storage.ts';
import { LocalStorage } from '../../../lake/storage/local-storage.ts';

/** Name of a work file in its folder. */
export const WORK_FILE = 'rows.parquet';

/** Rows of a job, selected and in the order of their lead ids, in a file of their own until it is released. */
export interface WorkFile {
  /** its folder as storage, in which it is {@link WORK_FILE} */
  readonly storage: LakeStorage;
  /** absolute path */
  readonly file: string;
  readonly rows: number;
  /** rows that the log is to get */
  readonly logRows: number;
  release(): Promise<void>;
}

/** Query of a work file. */
export interface WorkQuery {
  /** SELECT with the columns `lead_id` and `for_log`, and parameters such as `$after` */
  readonly select: string;
  readonly values: Readonly<Record<string, DuckDBValue>>;
}

/**
 * Writes the rows of a query into a work file, in the order of their lead ids: from then on the job needs nothing of the
 * tables that they came from. A folder that a killed process left behind is emptied.
 *
 * @param name of the folder within DuckDB's folder for temporary files
 * @throws {DomainError} LAKE_FILE_MISSING, LAKE_FILE_CORRUPT, LAKE_MEMORY_EXCEEDED, LAKE_STORAGE_FULL
 */
export async function writeWorkFile(
  { duckDb }: Pick<Lake, 'duckDb'>,
  name: string,
  { select, values }: WorkQuery,
): Promise<WorkFile> {
  const folder = join(duckDb.options.tempDir, name);
  const release = () => rm(folder, { recursive: true, force: true });
  await release();
  await mkdir(folder, { recursive: true });
  const file = join(folder, WORK_FILE);
  try {
    return await duckDb.use(async (connection) => {
      await connection.run(
        `COPY (SELECT * FROM (${select}) ORDER BY lead_id) TO ${sqlText(file)} (FORMAT parquet, COMPRESSION snappy)`,
        { ...values },
      );
      const [counts] = await connection.rows(
        `SELECT count(*) AS rows, count(*) FILTER (for_log) AS log_rows FROM read_parquet(${sqlText(file)})`,
      );
      const [rows, logRows] = [Number(counts?.rows ?? 0), Number(counts?.log_rows ?? 0)];
      return { storage: new LocalStorage(folder), file, rows, logRows, release };
    });
  } catch (error) {
    await release();
    throw error;
  }
}
