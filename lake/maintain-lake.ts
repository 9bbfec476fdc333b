import { DeltaTable } from './delta/delta-table.ts';
import type { Lake } from './delta/lake.ts';
import { maintainTable } from './delta/maintain-table.ts';

/** Files from which on a table is compacted: a refresh may add one every few minutes. */
const MOST_FILES = 64;

/**
 * Compacts tables of many small files, and deletes files that no version within the retention has.
 *
 * @param paths of the tables; those that do not exist are passed over
 * @throws {DomainError} faults of storage and DuckDB
 */
export async function maintainLake(lake: Lake, paths: readonly string[]): Promise<void> {
  for (const path of paths) await maintainTable(DeltaTable.at(lake, path), MOST_FILES);
}
