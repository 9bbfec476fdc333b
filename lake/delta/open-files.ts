import { stat } from 'node:fs/promises';
import { DomainError } from '../../platform/errors.ts';
import type { LakeStorage, LocalFile } from '../storage/lake-storage.ts';

/** Files of the lake under local names. */
export interface OpenFiles {
  readonly files: readonly string[];
  release(): Promise<void>;
}

const AT_ONCE = 16;

/**
 * Opens files of the lake under local names, in the same order.
 *
 * @param files with the size that they must have, where that is known
 * @throws {DomainError} LAKE_FILE_MISSING, LAKE_FILE_CORRUPT for another size
 */
export async function openFiles(
  storage: LakeStorage,
  files: readonly { readonly path: string; readonly bytes?: number }[],
): Promise<OpenFiles> {
  const opened: LocalFile[] = [];
  const release = async () => {
    await Promise.all(opened.map((file) => file.release()));
  };
  try {
    for (let first = 0; first < files.length; first += AT_ONCE)
      opened.push(...(await allOrNone(files.slice(first, first + AT_ONCE).map((file) => openFile(storage, file)))));
  } catch (error) {
    await release();
    throw error;
  }
  return { files: opened.map(({ file }) => file), release };
}

async function openFile(
  storage: LakeStorage,
  { path, bytes }: { readonly path: string; readonly bytes?: number },
): Promise<LocalFile> {
  const local = await storage.local(path);
  if (!local) throw new DomainError('LAKE_FILE_MISSING', `${path}: found no such file`, { path });
  const found = bytes === undefined ? undefined : (await stat(local.file)).size;
  if (found === bytes) return local;
  await local.release();
  throw new DomainError('LAKE_FILE_CORRUPT', `${path}: found ${found} bytes, expected ${bytes}`, { path, found });
}

/** Waits for all; when one fails, releases the others. */
async function allOrNone(opening: readonly Promise<LocalFile>[]): Promise<readonly LocalFile[]> {
  const results = await Promise.allSettled(opening);
  const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return opened;
  await Promise.all(opened.map((file) => file.release()));
  throw failed.reason;
}
