import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Logger } from '../../subgraphs/shared/logger.ts';

// an editor or a deployment writes a file in several steps
const SETTLE_MS = 100;

/** What takes another supergraph: a `GraphHost`. */
interface Swappable {
  swap(supergraphSdl: string): Promise<boolean>;
}

/** The file that holds the supergraph, and the watch on it. */
export class SupergraphFile {
  readonly #path: string;
  readonly #log: Logger;
  #watcher: FSWatcher | undefined;
  #settling: NodeJS.Timeout | undefined;

  constructor(path: string, log: Logger) {
    this.#path = path;
    this.#log = log;
  }

  /** @throws {Error} when the file cannot be read */
  read(): string {
    return readFileSync(this.#path, 'utf8');
  }

  /**
   * Serves what the file holds now. A supergraph that cannot be read or served is logged at ERROR, and changes nothing.
   *
   * @returns whether another supergraph is served than before
   */
  async reload(host: Swappable): Promise<boolean> {
    try {
      return await host.swap(await readFile(this.#path, 'utf8'));
    } catch (error) {
      this.#log.error({ err: error }, 'supergraph not changed; the one before stays');
      return false;
    }
  }

  /** Calls {@link reload} whenever the file has changed, until {@link close}. */
  follow(host: Swappable): void {
    const name = basename(this.#path);
    // the folder, not the file: a deployment may replace the file by another
    this.#watcher = watch(dirname(this.#path), (_event, changed) => {
      if (changed !== name) return;
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.reload(host), SETTLE_MS);
    });
    this.#watcher.on('error', (error) => this.#log.error({ err: error }, 'supergraph file is not watched any more'));
  }

  close(): void {
    clearTimeout(this.#settling);
    this.#watcher?.close();
  }
}
