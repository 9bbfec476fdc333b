/** A gate that work passes: closed, it waits there until the gate is opened. */
export class Gate {
  #passed: Promise<void> = Promise.resolve();
  #open: (() => void) | undefined;

  /** Resolves at once, or when the closed gate is opened. */
  get passed(): Promise<void> {
    return this.#passed;
  }

  get isClosed(): boolean {
    return this.#open !== undefined;
  }

  close(): void {
    if (this.#open) return;
    this.#passed = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open?.();
    this.#open = undefined;
  }
}
