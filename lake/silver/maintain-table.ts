import { DomainError } from '../../platform/errors.ts';
import type { DeltaTable } from '../delta/delta-table.ts';

/** Commits between two times of maintenance. */
const COMMITS = 16;

/**
 * Puts the small files of a table together and deletes those that no version within the retention has, after every sixteenth
 * commit. Rows stay as they are; when another writer is in between, the next time does it.
 *
 * @param version of the commit
 */
export async function maintainTable(table: DeltaTable, version: number): Promise<void> {
  if (version % COMMITS !== 0) return;
  try {
    await table.compact();
    await table.vacuum();
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'LAKE_COMMIT_CONFLICT')) throw error;
  }
}
