import { statfsSync } from 'node:fs';

// where Linux keeps files in memory
const FOLDER = '/dev/shm';

// 1 GiB: the databases of a run took 170 MB at the most
const LEAST_FREE_BYTES = 1_073_741_824;

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
