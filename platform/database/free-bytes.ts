import { statfs } from 'node:fs/promises';

/** Space left for this user on the disk of a folder or file, bytes. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
