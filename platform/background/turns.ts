import { setTimeout } from 'node:timers/promises';

/**
 * Takes turns until it is closed: each says how long to pause before the next, and {@link wake} cuts that short. A pause
 * keeps no process alive.
 */
export class Turns {
  readonly #turn: () => Promise<number>;
  readonly #done: Promise<void>;
  #isClosing = false;
  #interrupt: () => void = () => undefined;

  /** @param turn resolves to the pause after it, ms; must not reject */
  constructor(turn: () => Promise<number>) {
    this.#turn = turn;
    this.#done = this.#run();
  }

  /** There is news: the next turn comes at once, or right after the one under way. */
  wake(): void {
    this.#interrupt();
  }

  /** Ends after the turn under way. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#interrupt();
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#isClosing) {
      // listen before the turn, so that news during it is not slept through
      const news = new Promise<void>((resolve) => {
        this.#interrupt = resolve;
      });
      const pauseMs = await this.#turn();
      if (!this.#isClosing && pauseMs > 0) await sleep(pauseMs, news);
    }
  }
}

async function sleep(ms: number, interrupted: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const pause = setTimeout(ms, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
  await Promise.race([pause, interrupted]);
  timer.abort();
}
