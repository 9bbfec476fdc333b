import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Logger } from '../../../platform/logger.ts';

const POLL_MS = 250;

// two polls: a writer that takes several steps is likely to be done by then
const SETTLE_MS = 2 * POLL_MS;

/** Host of a supergraph: a `GraphHost`. */
interface Swappable {
  swap(supergraphSdl: string): Promise<boolean>;
}

/**
 * The supergraph's file, and the watch on it.
 *
 * The file's state is polled, links followed: a deployment may write the file, replace it, or change a link in its
 * path,
 * as Kubernetes does with a ConfigMap, and not every file system reports such changes.
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
   * Serves the current content of the file. A supergraph that cannot be read or served is logged at ERROR and ignored.
   *
   * @returns whether the supergraph changed
   */
  reload(host: Swappable): Promise<boolean> {
    // one after the other, so that reads are served in their order
    const reloaded = this.#reloaded.then(() => this.#reload(host));
    this.#reloaded = reloaded;
    return reloaded;
  }

  /** Calls {@link reload} after each change of the file, until {@link close}. */
  follow(host: Swappable): void {
    this.close();
    const settle = (): void => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.reload(host), SETTLE_MS);
    };
    this.#onChange = settle;
    watchFile(this.#path, { interval: POLL_MS }, settle);
    // the file may have changed between being read and being watched
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
      this.#log.error({ err: error }, 'supergraph reload failed; the previous one stays');
      return false;
    }
  }
}
