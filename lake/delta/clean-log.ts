import type { StoredFile } from '../storage/lake-storage.ts';
import { type Lake, lakeNow } from './lake.ts';
import { findCheckpoints, logFileVersion } from './log-files.ts';
import { listLog, nameOf } from './read-log.ts';

/** Deletes files of the log that are older than its retention, and that no version within it needs. */
export async function cleanLog(lake: Lake, table: string, retentionMs: number): Promise<void> {
  const files = await listLog(lake, table);
  for (const { path } of expiredLogFiles(files, lakeNow(lake) - retentionMs)) await lake.storage.remove(path);
}

/**
 * Files of a log that may be deleted: all before the newest complete checkpoint that was written before a time. So
 * every version since that time can still be read.
 *
 * @param before epoch milliseconds
 */
export function expiredLogFiles(files: readonly StoredFile[], before: number): readonly StoredFile[] {
  const old = files.filter(({ modifiedAt }) => modifiedAt < before);
  const [checkpoint] = findCheckpoints(old.map(({ path }) => nameOf(path)));
  return checkpoint
    ? files.filter(({ path }) => (logFileVersion(nameOf(path)) ?? Number.POSITIVE_INFINITY) < checkpoint.version)
    : [];
}
