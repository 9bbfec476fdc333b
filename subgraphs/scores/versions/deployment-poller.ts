import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Events } from '../../../platform/database/events.ts';
import type { Logger } from '../../../platform/logger.ts';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../scoring/live-deployment.ts';

/** Settings and collaborators of a {@link DeploymentPoller}. */
export interface DeploymentPollerOptions {
  /** notifies of changes as they are committed, here or in another process */
  readonly events: Events;
  /** reads the deployments and applies them; never called while it is under way */
  readonly poll: () => Promise<void>;
  readonly log: Logger;
  /** milliseconds between two polls; default 500: the delay of a change whose notification was lost */
  readonly pollMs?: number | undefined;
}

const POLL_MS = 500;

/** Polls the deployments of the model registry, at once after a notification. */
export class DeploymentPoller {
  readonly #poll: () => Promise<void>;
  readonly #loop: PollingLoop;
  #polling: Promise<void> | undefined;

  constructor({ events, poll, log, pollMs = POLL_MS }: DeploymentPollerOptions) {
    this.#poll = poll;
    this.#loop = new PollingLoop({
      everyMs: pollMs,
      startAfterMs: pollMs,
      wakeOn: [(wake) => events.subscribe(LIVE_DEPLOYMENT_CHANGED, wake)],
      turn: async () => {
        await this.pollAgain();
        return undefined;
      },
      log,
      // the versions that are loaded keep answering
      failure: 'model registry cannot be read; retrying',
    });
  }

  /** Polls; calls meanwhile share the result. */
  async poll(): Promise<void> {
    this.#polling ??= this.#poll().finally(() => {
      this.#polling = undefined;
    });
    await this.#polling;
  }

  /** Polls after a change: a poll that began before it may have missed it. */
  async pollAgain(): Promise<void> {
    await this.#polling?.catch(() => undefined);
    await this.poll();
  }

  /** Ends after the poll under way. */
  async close(): Promise<void> {
    await this.#loop.close();
    await this.#polling?.catch(() => undefined);
  }
}
