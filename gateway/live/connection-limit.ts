/** Counts open connections, and refuses those beyond the limit. */
export class ConnectionLimit {
  readonly max: number;
  #open = 0;

  constructor(max: number) {
    this.max = max;
  }

  /** @returns false when the connection must be refused; it must not be released then */
  acquire(): boolean {
    if (this.#open >= this.max) return false;
    this.#open += 1;
    return true;
  }

  release(): void {
    this.#open -= 1;
  }
}
