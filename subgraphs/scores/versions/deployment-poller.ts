import type { Events } from '../../../platform/database/events.ts';
import type { Logger } from '../../../platform/logger.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../scoring/live-deployment.ts';

/** What {@link RegistryFollower} needs. */
export interface RegistryFollowerOptions {
  /** tells of changes as they are committed, here or in another process */
  readonly events: Events;
  /** reads the registry and takes over what it says; never called while it is under way */
  readonly look: () => Promise<void>;
  readonly log: Logger;
  /** milliseconds between two looks; default 500: how late a change arrives whose event was lost */
  readonly pollMs?: number | undefined;
}

const POLL_MS = 500;

/** Looks at the model registry at once when an event tells of a change, and by polling, as events may get lost. */
export class RegistryFollower {
  readonly #options: RegistryFollowerOptions;
  readonly #unsubscribe: () => void;
  #looking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #reachable = true;

  constructor(options: RegistryFollowerOptions) {
    this.#options = options;
    this.#unsubscribe = options.events.subscribe(LIVE_DEPLOYMENT_CHANGED, () => void this.#hear());
    this.#scheduleNext();
  }

  /** Looks; calls that come meanwhile share the result. */
  async look(): Promise<void> {
    this.#looking ??= this.#options.look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  /** Looks after a change: a look that began before it may have missed it. */
  async lookAgain(): Promise<void> {
    await this.#looking?.catch(() => undefined);
    await this.look();
  }

  /** Stops after the look under way. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    clearTimeout(this.#timer);
    await this.#looking?.catch(() => undefined);
  }

  async #hear(): Promise<void> {
    if (!this.#closed) await this.#try(() => this.lookAgain());
  }

  #scheduleNext(): void {
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.#poll(), this.#options.pollMs ?? POLL_MS).unref();
  }

  async #poll(): Promise<void> {
    await this.#try(() => this.look());
    this.#scheduleNext();
  }

  async #try(look: () => Promise<void>): Promise<void> {
    try {
      await look();
      this.#reachable = true;
    } catch (error) {
      // once per outage: the versions that are loaded keep answering
      if (this.#reachable) this.#options.log.warn({ err: error }, 'the model registry cannot be read; will try again');
      this.#reachable = false;
    }
  }
}
