import { setImmediate as nextTick } from 'node:timers/promises';

/** Counts the uses of a session, which is released after the last one. */
export class SessionUses {
  readonly #uses = new Set<Promise<unknown>>();

  /** Counts a run until it has ended. */
  async during<Result>(run: Promise<Result>): Promise<Result> {
    this.#uses.add(run);
    try {
      return await run;
    } finally {
      this.#uses.delete(run);
    }
  }

  /** Counts a use until the returned function is called. */
  retain(): () => void {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#uses.add(held);
    return () => {
      this.#uses.delete(held);
      release();
    };
  }

  /** Resolves when the current uses have ended. */
  async current(): Promise<void> {
    await Promise.allSettled(this.#uses);
  }

  /** Resolves when the session has no uses. */
  async ended(): Promise<void> {
    // a batch that fails is run again at once, row by row, in the same session
    do {
      await Promise.allSettled(this.#uses);
      await nextTick();
    } while (this.#uses.size > 0);
  }
}
