import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger } from '../../../platform/logger.ts';

const POLL_MS = 250;

// two polls: whoever writes the file in several steps has then done nothing for one of them
const SETTLE_MS = 2 * POLL_MS;

/** What takes another supergraph: a `GraphHost`. */
interface Swappable {
  swap(supergraphSdl: string): Promise<boolean>;
}

/**
 * The file that holds the supergraph, and the watch on it.
 *
 * Its state is polled, links followed: a deployment may write the file, put another in its place, or change a link in its
 * path, as Kubernetes does with a ConfigMap, and not every file system reports such changes.
 */
export class SupergraphFile {
  readonly #path: string;
  readonly #log: Logger;
  #onChange: (() => void) | undefined;
  #settling: NodeJS.Timeout | undefined;
  #reloaded: Promise<unknown> = Promise.resolve();

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
  reload(host: Swappable): Promise<boolean> {
    // one after the other, so that what was read first is served first
    const reloaded = this.#reloaded.then(() => this.#reload(host));
    this.#reloaded = reloaded;
    return reloaded;
  }

  /** Calls {@link reload} whenever the file has changed since it was read, until {@link close}. */
  follow(host: Swappable): void {
    this.close();
    const settle = (): void => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.reload(host), SETTLE_MS);
    };
    this.#onChange = settle;
    watchFile(this.#path, { interval: POLL_MS }, settle);
    // it may have changed between being read and being watched
    settle();
  }

  close(): void {
    clearTimeout(this.#settling);
    if (this.#onChange) unwatchFile(this.#path, this.#onChange);
    this.#onChange = undefined;
  }

  async #reload(host: Swappable): Promise<boolean> {
    try {
      return await host.swap(await readFile(this.#path, 'utf8'));
    } catch (error) {
      this.#log.error({ err: error }, 'supergraph not changed; the one before stays');
      return false;
    }
  }
}
