import { createInterface } from 'node:readline';
import { type DirectoryLock, lockDirectory } from '../../../platform/database/directory-lock.ts';

/** A process of its own that tries, on each line `try` it reads, to lock the directory it was given, and on `release` lets go. */
let lock: DirectoryLock | undefined;
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'release') {
    lock?.release();
    lock = undefined;
    console.log('released');
    continue;
  }
  try {
    lock = lockDirectory(process.argv[2] as string);
    console.log('held');
  } catch (error) {
    console.log((error as Error & { code: string }).code);
  }
}
