import { setImmediate as nextTick } from 'node:timers/promises';

/** Who uses a session: it is released only when nobody does any more. */
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
  hold(): () => void {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    this.#uses.add(held);
    return () => {
      this.#uses.delete(held);
      letGo();
    };
  }

  /** Resolves when the uses of this moment have ended. */
  async current(): Promise<void> {
    await Promise.allSettled(this.#uses);
  }

  /** Resolves when nobody uses the session. */
  async ended(): Promise<void> {
    // a batch that fails is run again row by row at once, in the session it began with
    do {
      await Promise.allSettled(this.#uses);
      await nextTick();
    } while (this.#uses.size > 0);
  }
}
