import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitName, LOG_FOLDER } from '../../../lake/delta/log-files.ts';

/** Path of a commit's file of a table in a folder. */
export function commitFile(folder: string, table: string, version: number): string {
  return join(folder, table, LOG_FOLDER, commitName(version));
}

/** Writes a commit as another writer would, or a damaged one. */
export async function writeCommit(
  folder: string,
  table: string,
  version: number,
  content: string | readonly object[],
): Promise<void> {
  const text = typeof content === 'string' ? content : content.map((action) => `${JSON.stringify(action)}\n`).join('');
  await writeFile(commitFile(folder, table, version), text);
}

/** Actions of a commit. */
export async function readActions(
  folder: string,
  table: string,
  version: number,
): Promise<readonly Readonly<Record<string, Record<string, unknown>>>[]> {
  const text = await readFile(commitFile(folder, table, version), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Replaces a file by a part of it. @param share of its bytes, 0 to 1 */
export async function truncateFile(file: string, share: number): Promise<void> {
  const bytes = await readFile(file);
  await writeFile(file, bytes.subarray(0, Math.floor(bytes.length * share)));
}

/** Sets the modification time of a file, epoch milliseconds. */
export async function setModified(file: string, time: number): Promise<void> {
  await utimes(file, time / 1_000, time / 1_000);
}
