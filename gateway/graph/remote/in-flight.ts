interface Shared<Answer> {
  readonly answer: Promise<Answer>;
  /** aborts what was started; absent when its first caller can never leave */
  readonly controller: AbortController | undefined;
  /** callers that still wait */
  waiting: number;
}

/** Lets callers with the same question share one answer while it is under way. Nothing is kept after that. */
export class InFlight<Answer> {
  readonly #shared = new Map<string, Shared<Answer>>();

  /**
   * Joins those who asked the same, or asks.
   *
   * @param ask gets a signal that aborts once the last caller has left
   * @param signal by which this caller leaves: its promise is rejected with the signal's reason
   */
  join(
    key: string,
    ask: (signal: AbortSignal | undefined) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    let shared = this.#shared.get(key);
    if (!shared) {
      const controller = signal && new AbortController();
      shared = { answer: ask(controller?.signal), controller, waiting: 0 };
      this.#shared.set(key, shared);
      const forget = (): void => this.#forget(key, shared as Shared<Answer>);
      shared.answer.then(forget, forget);
    }
    shared.waiting += 1;
    return signal ? this.#leavable(key, shared, signal) : shared.answer;
  }

  #leavable(key: string, shared: Shared<Answer>, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        shared.waiting -= 1;
        if (shared.waiting === 0) {
          // whoever comes now must not join what is being aborted
          this.#forget(key, shared);
          shared.controller?.abort();
        }
        reject(signal.reason);
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      shared.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #forget(key: string, shared: Shared<Answer>): void {
    if (this.#shared.get(key) === shared) this.#shared.delete(key);
  }
}
