import { mkdir, mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { LakeConfig } from '../platform/config/lake-config.ts';
import { DAY_MS, HOUR_MS } from '../platform/time.ts';
import type { Lake } from './delta/lake.ts';
import { DuckDb } from './duckdb/duck-db.ts';
import { openLakeStorage } from './storage/open-lake-storage.ts';

/** A lake, with a folder of its own for temporary files. */
export interface OpenLake extends Lake {
  /** exists; deleted with what is in it when the lake is closed */
  readonly tempDir: string;
  /** Interrupts the queries under way, and deletes the temporary files. */
  close(): Promise<void>;
}

/** Opens the lake of this process. Nothing is loaded before its first use. */
export async function openLake({
  url,
  memoryMb,
  threads,
  tempDir: root,
}: Omit<LakeConfig, 'refreshMinutes'>): Promise<OpenLake> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  await removeStale(root);
  // two processes that share it must not use the same names
  const tempDir = await mkdtemp(join(root, 'process-'));
  const storage = await openLakeStorage(url, { tempDir });
  const duckDb = await DuckDb.open({ memoryMb, threads, tempDir: join(tempDir, 'duckdb') });
  const sign = setInterval(() => void signOfLife(tempDir), HOUR_MS).unref();
  const close = async (): Promise<void> => {
    clearInterval(sign);
    await duckDb.close();
    await rm(tempDir, { recursive: true, force: true });
  };
  return { storage, duckDb, tempDir, close };
}

async function signOfLife(folder: string): Promise<void> {
  const now = new Date();
  // without it others take the folder for stale, which is no harm while it is empty
  await utimes(folder, now, now).catch(() => undefined);
}

/** Deletes the folders of processes that were killed: those that nothing was written to for a day. */
async function removeStale(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const folder = join(root, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < Date.now() - DAY_MS) await rm(folder, { recursive: true, force: true });
  }
}
