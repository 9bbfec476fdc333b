import type { Logger } from '../logger.ts';

/** Says that something which is tried again and again fails: once per outage, however often it is tried. */
export class Outage {
  readonly #log: Logger;
  readonly #message: string;
  #isUnderWay = false;

  /** @param message what fails, and what comes of it */
  constructor(log: Logger, message: string) {
    this.#log = log;
    this.#message = message;
  }

  /** A try has failed. */
  note(error: unknown): void {
    if (!this.#isUnderWay) this.#log.warn({ err: error }, this.#message);
    this.#isUnderWay = true;
  }

  /** A try has succeeded. */
  over(): void {
    this.#isUnderWay = false;
  }
}
