import { statfsSync } from 'node:fs';

// where Linux keeps files in memory
const FOLDER = '/dev/shm';

// 4 GiB: the databases of a run take up to 1.5
const LEAST_FREE_BYTES = 4_294_967_296;

/** A folder for files that live in memory, for as long as a test: undefined where there is none, or little room. */
export function findMemoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(FOLDER);
    return bavail * bsize >= LEAST_FREE_BYTES ? FOLDER : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
