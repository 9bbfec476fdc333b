import { setTimeout } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import { OutageLog } from './outage-log.ts';

/** Settings and collaborators of a {@link PollingLoop}. */
export interface PollingLoopOptions {
  /** pause after each turn, ms, unless the turn asks for another; also the pause after a failed one */
  readonly everyMs: number;
  /** One turn. Resolves to the pause after it, ms, where that differs from `everyMs`; 0 runs the next at once. */
  readonly turn: () => Promise<number | undefined>;
  readonly log: Logger;
  /** log message of a failed turn, logged once per outage: 'rollouts cannot be read; retrying' */
  readonly failure: string;
  /** pause before the first turn, ms; default 0 */
  readonly startAfterMs?: number;
  /** sources of changes: each gets {@link PollingLoop.wake}, and returns how to unsubscribe */
  readonly wakeOn?: readonly ((wake: () => void) => () => void)[];
}

/**
 * Runs turns one after another until it is closed, with a pause between them that a change cuts short. A turn that
 * rejects is logged once per outage and tried again after the usual pause. A pause keeps no process alive.
 */
export class PollingLoop {
  readonly #options: PollingLoopOptions;
  readonly #outage: OutageLog;
  readonly #unsubscribe: readonly (() => void)[];
  readonly #done: Promise<void>;
  #isClosing = false;
  #interrupt: () => void = () => undefined;

  constructor(options: PollingLoopOptions) {
    this.#options = options;
    this.#outage = new OutageLog(options.log, options.failure);
    this.#done = this.#run();
    this.#unsubscribe = (options.wakeOn ?? []).map((subscribe) => subscribe(() => this.wake()));
  }

  /** Runs the next turn at once, or right after the one under way. */
  wake(): void {
    this.#interrupt();
  }

  /** Ends after the turn under way. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#interrupt();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { startAfterMs = 0 } = this.#options;
    if (startAfterMs > 0) await sleep(startAfterMs, this.#nextWake());
    while (!this.#isClosing) {
      // listen before the turn: a change during it must not wait for the pause after it
      const woken = this.#nextWake();
      const pauseMs = await this.#turn();
      if (!this.#isClosing && pauseMs > 0) await sleep(pauseMs, woken);
    }
  }

  #nextWake(): Promise<void> {
    return new Promise((resolve) => {
      this.#interrupt = resolve;
    });
  }

  async #turn(): Promise<number> {
    const { everyMs, turn } = this.#options;
    try {
      const pauseMs = (await turn()) ?? everyMs;
      this.#outage.recovered();
      return pauseMs;
    } catch (error) {
      // a turn that was cut off by the close is no outage
      if (!this.#isClosing) this.#outage.failed(error);
      return everyMs;
    }
  }
}

async function sleep(ms: number, interrupted: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const pause = setTimeout(ms, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
  await Promise.race([pause, interrupted]);
  timer.abort();
}
