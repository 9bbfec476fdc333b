import { DomainError } from '../../platform/errors.ts';
import type { DeltaTable } from './delta-table.ts';

/** Commits between two times of maintenance. */
const COMMITS = 16;

/**
 * Compacts a table, and deletes the files that no version within its retention has. Rows stay as they are; when another
 * writer is in between, the next time does it.
 *
 * @param leastFiles from which on it is compacted; a table of fewer is only vacuumed
 */
export async function maintainTable(table: DeltaTable, leastFiles = 0): Promise<void> {
  try {
    const files = (await table.snapshot())?.files.length;
    if (files === undefined) return;
    if (files >= leastFiles) await table.compact();
    await table.vacuum();
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'LAKE_COMMIT_CONFLICT')) throw error;
  }
}

/** Maintains a table after every sixteenth commit. @param version of the commit */
export async function maintainAfter(table: DeltaTable, version: number): Promise<void> {
  if (version % COMMITS === 0) await maintainTable(table);
}
