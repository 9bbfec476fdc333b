interface Waiting<Item> {
  resolve(result: IteratorResult<Item, undefined>): void;
  reject(error: unknown): void;
}

const DONE = { value: undefined, done: true } as const;

/**
 * An async iterator that can be ended at any time.
 *
 * An async generator queues `return()` behind the pending `next()`, so an idle stream could not be left; here
 * `return()` ends that `next()` too.
 */
export class StreamIterator<Item extends object> implements AsyncIterableIterator<Item, undefined> {
  readonly #pull: () => Promise<Item | undefined>;
  readonly #release: () => void;
  readonly #waiting: Waiting<Item>[] = [];
  #ended = false;

  /**
   * @param pull    gives the next item, or undefined at the end; asked for one at a time. Throwing ends the iteration
   * @param release called once when the iteration ends, for whatever reason; a `pull` under way is not waited for
   */
  constructor(pull: () => Promise<Item | undefined>, release: () => void) {
    this.#pull = pull;
    this.#release = release;
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    if (this.#ended) return Promise.resolve(DONE);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (this.#waiting.length === 1) void this.#serve();
    });
  }

  return(): Promise<IteratorResult<Item, undefined>> {
    this.#end();
    return Promise.resolve(DONE);
  }

  throw(error: unknown): Promise<IteratorResult<Item, undefined>> {
    this.#end();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #serve(): Promise<void> {
    while (this.#waiting.length > 0) {
      try {
        const value = await this.#pull();
        if (value === undefined) return this.#end();
        this.#waiting.shift()?.resolve({ value, done: false });
      } catch (error) {
        this.#waiting.shift()?.reject(error);
        return this.#end();
      }
    }
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const { resolve } of this.#waiting.splice(0)) resolve(DONE);
    this.#release();
  }
}
