/** Counts the connections that are open, and says when there are too many. */
export class ConnectionLimit {
  readonly max: number;
  #open = 0;

  constructor(max: number) {
    this.max = max;
  }

  /** @returns false when the connection must be refused; then there is nothing to release */
  take(): boolean {
    if (this.#open >= this.max) return false;
    this.#open += 1;
    return true;
  }

  release(): void {
    this.#open -= 1;
  }
}
