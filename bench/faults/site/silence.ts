/** Longest time without an event, milliseconds. */
export class Silence {
  #lastAt = performance.now();
  #longestMs = 0;

  /** Records an event. */
  end(): void {
    this.#longestMs = this.longestMs;
    this.#lastAt = performance.now();
  }

  /** the one that goes on included */
  get longestMs(): number {
    return Math.max(this.#longestMs, Math.round(performance.now() - this.#lastAt));
  }

  /** when the last event was, as `performance.now()` says it */
  get lastAt(): number {
    return this.#lastAt;
  }
}
