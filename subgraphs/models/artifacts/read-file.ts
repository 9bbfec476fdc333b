import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { DomainError } from '../../../platform/errors.ts';
import { refusal } from '../../../platform/refusal.ts';
import { checkSize, collect } from './artifact-size.ts';
import { isInside } from './artifact-sources.ts';

/** Settings of {@link readFile}. */
export interface ReadFileOptions {
  /** absolute paths of the allowed folders */
  readonly folders: readonly string[];
  readonly limitBytes: number;
  readonly signal: AbortSignal;
}

// a link created after the check is not followed, and a pipe does not wait for its writer
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a file below one of the folders, both lexically and after its links are resolved.
 *
 * Refuses a path outside before it asks the file system, so that callers cannot probe for files.
 *
 * @throws {DomainError} ARTIFACT_SOURCE_REFUSED, ARTIFACT_SOURCE_UNAVAILABLE, ARTIFACT_TOO_LARGE; the reason of
 *   `signal`
 */
export async function readFile(path: string, { folders, limitBytes, signal }: ReadFileOptions): Promise<Uint8Array> {
  if (!isAbsolute(path) || path.includes('\0') || !isInside(folders, resolve(path))) throw outside(path);
  const real = await reach(path, () => realpath(path));
  const realFolders = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  if (!isInside(realFolders, real)) throw outside(path);
  const file = await reach(path, () => open(real, FLAGS));
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw refusal('ARTIFACT_SOURCE_UNAVAILABLE', 'artifactPath', 'no regular file', 'a file');
    checkSize(stat.size, limitBytes);
    return await collect(file.createReadStream({ autoClose: false, signal }), limitBytes);
  } finally {
    await file.close();
  }
}

function outside(path: string): DomainError {
  const found = JSON.stringify(path);
  return refusal('ARTIFACT_SOURCE_REFUSED', 'artifactPath', found, 'an absolute path in a folder of ARTIFACT_SOURCES');
}

async function reach<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  return act().catch((cause: NodeJS.ErrnoException) => {
    const message = `artifactPath: found ${JSON.stringify(path)}, which cannot be read (${cause.code})`;
    throw new DomainError('ARTIFACT_SOURCE_UNAVAILABLE', message, {}, { cause });
  });
}
