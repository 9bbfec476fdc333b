import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHUNK = Buffer.alloc(65_536, 1);

/** A disk in memory that can be filled to its last byte. */
export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Says why none can be had here; undefined when one can. */
  static whyNot(): string | undefined {
    try {
      SmallDisk.mount('1m').unmount();
      return undefined;
    } catch (error) {
      return `cannot mount a small tmpfs (${(error as Error).message.trim()})`;
    }
  }

  /** @param size as `mount` reads it, such as 400m */
  static mount(size: string): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'lead-scoring-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' });
    } catch (error) {
      rmSync(folder, { recursive: true });
      throw error;
    }
    return new SmallDisk(folder);
  }

  /** Writes a file until nothing more fits. */
  async fill(): Promise<void> {
    const file = await open(this.#ballast, 'w');
    try {
      // small writes at the end: the last pages go as well
      for (const size of [CHUNK.length, 4_096]) while (await hasRoom(() => file.write(CHUNK, 0, size)));
    } finally {
      await file.close();
    }
  }

  /** Makes room again. */
  async clear(): Promise<void> {
    await rm(this.#ballast);
  }

  unmount(): void {
    // lazily: a process that was killed may not be gone altogether
    execFileSync('umount', ['--lazy', this.folder]);
    rmSync(this.folder, { recursive: true });
  }

  get #ballast(): string {
    return join(this.folder, 'ballast');
  }
}

async function hasRoom(write: () => Promise<{ readonly bytesWritten: number }>): Promise<boolean> {
  try {
    return (await write()).bytesWritten > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
