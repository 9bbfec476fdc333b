interface Shared<Answer> {
  readonly answer: Promise<Answer>;
  /** aborts what was started; absent when its first caller can never leave */
  readonly controller: AbortController | undefined;
  /** callers that still wait */
  waiting: number;
}

/**
 * Asks a question once for all callers of one turn of the event loop.
 *
 * It is asked when the turn ends, and nobody joins it after that: what is under way may have been answered from before a
 * change that a later caller knows of, whichever process made it. Nothing is kept.
 */
export class Coalescer<Answer> {
  readonly #shared = new Map<string, Shared<Answer>>();

  /**
   * Joins those who asked the same in this turn.
   *
   * @param ask gets a signal that aborts once the last caller has left
   * @param signal by which this caller leaves: its promise is rejected with the signal's reason
   */
  join(
    key: string,
    ask: (signal: AbortSignal | undefined) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    let shared = this.#shared.get(key);
    if (!shared) {
      shared = this.#begin(key, ask, signal && new AbortController());
      this.#shared.set(key, shared);
    }
    shared.waiting += 1;
    return signal ? this.#leavable(key, shared, signal) : shared.answer;
  }

  #begin(
    key: string,
    ask: (signal: AbortSignal | undefined) => Promise<Answer>,
    controller: AbortController | undefined,
  ): Shared<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      setImmediate(() => {
        this.#forget(key, answer);
        if (controller?.signal.aborted) reject(controller.signal.reason);
        else ask(controller?.signal).then(resolve, reject);
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

  /** Nobody is to join what is not asked any more. */
  #giveUp(key: string, { answer, controller }: Shared<Answer>): void {
    this.#forget(key, answer);
    controller?.abort();
  }

  #forget(key: string, answer: Promise<Answer>): void {
    if (this.#shared.get(key)?.answer === answer) this.#shared.delete(key);
  }
}
