import { DeltaTable } from './delta/delta-table.ts';
import type { Lake } from './delta/lake.ts';

/** Files from which on a table is compacted: a refresh may add one every few minutes. */
const MOST_FILES = 64;

/**
 * Compacts tables of many small files, and deletes files that no version of the last week has.
 *
 * @param paths of the tables; those that do not exist are passed over
 * @throws {DomainError} LAKE_COMMIT_CONFLICT, and the faults of storage and DuckDB
 */
export async function maintainLake(lake: Lake, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const table = DeltaTable.at(lake, path);
    const snapshot = await table.snapshot();
    if (!snapshot) continue;
    if (snapshot.files.length >= MOST_FILES) await table.compact();
    await table.vacuum();
  }
}
