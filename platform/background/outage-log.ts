import type { Logger } from '../logger.ts';

/** Logs the failures of a repeated attempt once per outage, however often it is repeated. */
export class OutageLog {
  readonly #log: Logger;
  readonly #message: string;
  #isOpen = false;

  /** @param message the operation that fails, and its consequence */
  constructor(log: Logger, message: string) {
    this.#log = log;
    this.#message = message;
  }

  /** Records a failed attempt: the first of an outage is logged at WARN. */
  failed(error: unknown): void {
    if (!this.#isOpen) this.#log.warn({ err: error }, this.#message);
    this.#isOpen = true;
  }

  /** Records a successful attempt, which ends an outage. */
  recovered(): void {
    this.#isOpen = false;
  }
}
