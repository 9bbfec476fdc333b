import type { Logger } from '../../../platform/logger.ts';
import type { ModelSession } from '../inference/model-session.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';

/** A loaded version. */
export interface KeptModel {
  readonly deployment: ScoringVersion;
  readonly session: ModelSession;
}

// enough to compare two versions; each can take megabytes on every thread, or a process
const KEPT = 2;

/** Cache of the versions that were used last; those used before are released. */
export class KeptModels {
  readonly #log: Logger;
  /** oldest use first */
  readonly #kept = new Map<string, Promise<KeptModel>>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Gets a version, and loads it where needed. Start the run at once: a later call may release the session after it. */
  async get(key: string, load: () => Promise<KeptModel>): Promise<KeptModel> {
    const loaded = this.#kept.get(key) ?? load();
    this.#kept.delete(key);
    this.#kept.set(key, loaded);
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT)) this.#drop(oldest);
    try {
      return await loaded;
    } catch (error) {
      // the artifact may be repaired: the next call tries again
      if (this.#kept.get(key) === loaded) this.#kept.delete(key);
      throw error;
    }
  }

  async close(): Promise<void> {
    const kept = await Promise.allSettled(this.#kept.values());
    this.#kept.clear();
    for (const each of kept) if (each.status === 'fulfilled') await each.value.session.release();
  }

  #drop(key: string): void {
    const dropped = this.#kept.get(key);
    this.#kept.delete(key);
    dropped
      ?.then(({ session }) => session.release())
      .catch((error: unknown) => this.#log.warn({ key, err: error }, 'session of an earlier version not released'));
  }
}
