import { randomUUID } from 'node:crypto';
import {
  chmod,
  link,
  mkdir,
  open,
  opendir,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
} from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type LakeStorage,
  type LocalFile,
  STAGING_PREFIX,
  type StagingFolder,
  type StoredFile,
} from './lake-storage.ts';
import { errnoOf, storageFault } from './storage-fault.ts';

/**
 * The lake in a local folder, or in one that several machines mount.
 *
 * A file is created by a hard link to a temporary one, which the kernel refuses when the name is taken; content and
 * folder are synchronised to the disk before the call returns.
 */
export class LocalStorage implements LakeStorage {
  readonly url: string;
  readonly #root: string;

  /** @param root folder, created at the first write */
  constructor(root: string) {
    this.#root = resolve(root);
    this.url = pathToFileURL(this.#root).href;
  }

  async list(folder: string, after = ''): Promise<readonly StoredFile[]> {
    const entries = await this.#guard(folder, async (path) => await readdir(path, { withFileTypes: true }));
    const names = (entries ?? [])
      .filter((entry) => entry.isFile() && entry.name > after && !entry.name.startsWith(STAGING_PREFIX))
      .map(({ name }) => name)
      .sort();
    const files = await Promise.all(names.map((name) => this.#describe(join2(folder, name))));
    return files.filter((file) => file !== undefined);
  }

  async *walk(folder: string): AsyncIterable<StoredFile> {
    const directory = await this.#guard(folder, (path) => opendir(path));
    if (!directory) return;
    for await (const entry of directory) {
      const path = join2(folder, entry.name);
      if (entry.isDirectory()) yield* this.walk(path);
      const file = entry.isFile() ? await this.#describe(path) : undefined;
      if (file) yield file;
    }
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return await this.#guard(path, (file) => readFile(file));
  }

  async createIfAbsent(path: string, bytes: Uint8Array): Promise<boolean> {
    // spares a late writer of a race the temporary file
    if (await this.#describe(path)) return false;
    return await this.#withTemporary(path, bytes, async (temporary, file) => {
      try {
        await link(temporary, file);
      } catch (error) {
        if (errnoOf(error) === 'EEXIST') return false;
        throw error;
      }
      await syncPath(dirname(file));
      return true;
    });
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    await this.#withTemporary(path, bytes, async (temporary, file) => {
      await rename(temporary, file);
      await syncPath(dirname(file));
    });
  }

  async stage(folder: string): Promise<StagingFolder> {
    const target = this.#absolute(folder);
    const staging = join(target, `${STAGING_PREFIX}${randomUUID()}`);
    await this.#write(staging, async () => {
      await makeFolder(this.#root, target);
      await mkdir(staging);
    });
    return {
      folder: staging,
      store: (names) => this.#write(target, () => moveDurably(this.#root, staging, target, names)),
      discard: () => this.#write(staging, () => removeFolder(staging)),
    };
  }

  async local(path: string): Promise<LocalFile | undefined> {
    const file = this.#absolute(path);
    const found = await this.#guard(path, () => stat(file));
    return found && { file, release: async () => {} };
  }

  async remove(path: string): Promise<void> {
    await this.#guard(path, (file) => unlink(file));
  }

  async #describe(path: string): Promise<StoredFile | undefined> {
    const found = await this.#guard(path, (file) => stat(file));
    return found && { path, bytes: found.size, modifiedAt: Math.floor(found.mtimeMs) };
  }

  /** Writes a temporary file beside the target, durably, and deletes it in the end. */
  async #withTemporary<T>(
    path: string,
    bytes: Uint8Array,
    use: (temporary: string, file: string) => Promise<T>,
  ): Promise<T> {
    const file = this.#absolute(path);
    const temporary = join(dirname(file), `${STAGING_PREFIX}${randomUUID()}`);
    return await this.#write(file, async () => {
      try {
        await writeDurably(temporary, bytes).catch(async (error: unknown) => {
          if (errnoOf(error) !== 'ENOENT') throw error;
          await makeFolder(this.#root, dirname(file));
          await writeDurably(temporary, bytes);
        });
        return await use(temporary, file);
      } finally {
        await rm(temporary, { force: true });
      }
    });
  }

  async #write<T>(file: string, use: () => Promise<T>): Promise<T> {
    try {
      return await use();
    } catch (error) {
      throw storageFault(file, error);
    }
  }

  /** Runs something on a file or folder; undefined when that does not exist. */
  async #guard<T>(path: string, use: (absolute: string) => Promise<T>): Promise<T | undefined> {
    const absolute = this.#absolute(path);
    try {
      return await use(absolute);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw storageFault(absolute, error);
    }
  }

  #absolute(path: string): string {
    const absolute = resolve(this.#root, path);
    if (absolute !== this.#root && !absolute.startsWith(this.#root + sep))
      throw new RangeError(`found the path ${path}, expected one within the lake`);
    return absolute;
  }
}

const join2 = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function moveDurably(root: string, staging: string, target: string, names: readonly string[]): Promise<void> {
  const folders = new Set<string>();
  for (const name of names) {
    const file = join(target, name);
    await syncPath(join(staging, name));
    if (!folders.has(dirname(file))) await makeFolder(root, dirname(file));
    await rename(join(staging, name), file);
    folders.add(dirname(file));
  }
  for (const folder of folders) await syncPath(folder);
}

/** Deletes a staging folder, which is empty unless something failed. */
async function removeFolder(folder: string): Promise<void> {
  await rmdir(folder).catch(() => rm(folder, { recursive: true, force: true }));
}

/** Creates a folder and those above it, durably. The root is for its owner alone: the lake holds personal data. */
async function makeFolder(root: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  if (root.startsWith(first)) await chmod(root, 0o700);
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncPath(dirname(made));
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
