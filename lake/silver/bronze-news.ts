import { DomainError } from '../../platform/errors.ts';
import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import type { DeltaTable } from '../delta/delta-table.ts';

/** Files of a bronze table that a table of silver has not read yet. */
export interface BronzeNews {
  /** paths of the files */
  readonly files: ReadonlySet<string>;
  /** version of the bronze table that is read with them, for the log of the reader */
  readonly txn: { readonly appId: string; readonly version: number };
}

/**
 * Finds the files of a bronze table that came since a reader's last write; undefined when there is none.
 *
 * The reader's own log says which version of the bronze table it has read, so that its rows and its position are written in
 * one commit. Files are found again after the bronze table was compacted, or when its old log is gone: readers know a row by
 * its key.
 *
 * @param pinned the bronze table as it is read
 * @param reader the table that reads it, as it is before
 */
export async function findNews(
  bronze: DeltaTable,
  pinned: DeltaSnapshot,
  reader: DeltaSnapshot,
): Promise<BronzeNews | undefined> {
  // with the id of the table: one that was deleted and filled again begins at version 0
  const appId = `${bronze.path}:${pinned.metaData.id}`;
  const readVersion = reader.txnVersion(appId);
  if (readVersion !== undefined && readVersion >= pinned.version) return undefined;
  const before = readVersion === undefined ? undefined : await findSnapshot(bronze, readVersion);
  const known = new Set(before?.files.map(({ path }) => path));
  const files = new Set(pinned.files.map(({ path }) => path).filter((path) => !known.has(path)));
  return files.size === 0 ? undefined : { files, txn: { appId, version: pinned.version } };
}

async function findSnapshot(table: DeltaTable, version: number): Promise<DeltaSnapshot | undefined> {
  try {
    return await table.snapshot({ version });
  } catch (error) {
    if (error instanceof DomainError && error.code === 'LAKE_VERSION_NOT_FOUND') return undefined;
    throw error;
  }
}
