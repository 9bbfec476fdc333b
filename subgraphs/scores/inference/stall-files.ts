import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { VersionIdentity } from './scoring-version.ts';

/** A run of a version that blocked a thread until its process was killed. */
export interface Stall extends VersionIdentity {
  readonly reason: string;
  /** epoch milliseconds */
  readonly at: number;
}

const PREFIX = 'stalled-run-';

/** Writes a stall durably into a folder. Synchronous: the process is about to end. */
export function recordStall(folder: string, id: string, { model, version, digest, reason, at }: Stall): void {
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, `${PREFIX}${id}.json`), 'wx', 0o600);
  writeSync(file, JSON.stringify({ model, version, digest, reason, at }));
  fsyncSync(file);
  closeSync(file);
}

/** Consumes the stalls that earlier processes wrote into a folder: each is removed once it was handled. */
export async function consumeStalls(folder: string, handle: (stall: Stall) => Promise<void>): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(folder, name);
    await handle(JSON.parse(await readFile(path, 'utf8')) as Stall);
    await rm(path);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
