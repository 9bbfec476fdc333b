import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import type { Lake } from '../delta/lake.ts';
import { LOG_FOLDER } from '../delta/log-files.ts';
import { nameOf } from '../delta/read-log.ts';
import { removeUnused } from '../delta/vacuum-table.ts';
import { writeCheckpoint } from '../delta/write-checkpoint.ts';

/**
 * Deletes every version of a table but the newest: files of data that it lacks, and the log of those before, whose statistics
 * hold values of rows. Earlier versions are LAKE_VERSION_NOT_FOUND from then on.
 *
 * @param before epoch milliseconds; what was removed or written since stays, for readers and writers under way
 */
export async function forgetVersions(
  lake: Lake,
  table: string,
  { state, version }: DeltaSnapshot,
  before: number,
): Promise<void> {
  await writeCheckpoint(lake, table, state);
  for (const { path } of await lake.storage.list(`${table}/${LOG_FOLDER}`)) {
    // also files that other programs put beside a commit, such as its checksum
    const found = /^\.?(\d{20})\./.exec(nameOf(path))?.[1];
    if (found !== undefined && Number(found) < version) await lake.storage.remove(path);
  }
  await removeUnused(lake, table, state, { before });
}
