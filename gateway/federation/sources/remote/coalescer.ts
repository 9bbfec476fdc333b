interface Shared<Answer> {
  readonly answer: Promise<Answer>;
  /** aborts the call; undefined when its first caller cannot leave */
  readonly controller: AbortController | undefined;
  /** callers that have not left */
  waiting: number;
}

/**
 * Coalesces equal calls of one turn of the event loop into one.
 *
 * The call starts when the turn ends, and accepts no callers after that: a call in progress may return data from before
 * a change that a later caller knows about, in whichever process it happened. Nothing is cached.
 */
export class Coalescer<Answer> {
  readonly #shared = new Map<string, Shared<Answer>>();

  /**
   * Joins the callers with the same key in this turn.
   *
   * @param start starts the call; its signal aborts once the last caller has left
   * @param signal by which this caller leaves: its promise rejects with the signal's reason
   */
  join(
    key: string,
    start: (signal: AbortSignal | undefined) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    let shared = this.#shared.get(key);
    if (!shared) {
      shared = this.#begin(key, start, signal && new AbortController());
      this.#shared.set(key, shared);
    }
    shared.waiting += 1;
    return signal ? this.#leavable(key, shared, signal) : shared.answer;
  }

  #begin(
    key: string,
    start: (signal: AbortSignal | undefined) => Promise<Answer>,
    controller: AbortController | undefined,
  ): Shared<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      setImmediate(() => {
        this.#forget(key, answer);
        if (controller?.signal.aborted) reject(controller.signal.reason);
        else start(controller?.signal).then(resolve, reject);
      });
    });
    return { answer, controller, waiting: 0 };
  }

  #leavable(key: string, shared: Shared<Answer>, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        shared.waiting -= 1;
        if (shared.waiting === 0) this.#giveUp(key, shared);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      shared.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  /** Removes a call that every caller has left: nobody may join it. */
  #giveUp(key: string, { answer, controller }: Shared<Answer>): void {
    this.#forget(key, answer);
    controller?.abort();
  }

  #forget(key: string, answer: Promise<Answer>): void {
    if (this.#shared.get(key)?.answer === answer) this.#shared.delete(key);
  }
}
