import { DomainError } from '../errors.ts';

/** Exports that one process runs at once by default. */
export const DEFAULT_MAX_EXPORTS = 2;

/** Limits the exports of one process, so that they leave it room for everything else. */
export class ExportSlots {
  readonly #max: number;
  #taken = 0;

  /** @param max exports at once */
  constructor(max: number = DEFAULT_MAX_EXPORTS) {
    this.#max = max;
  }

  /**
   * Takes a place.
   *
   * @returns gives it back; again, it does nothing
   * @throws {DomainError} TOO_MANY_EXPORTS
   */
  take(): () => void {
    if (this.#taken >= this.#max) {
      const message = `found ${this.#taken} exports under way, expected fewer than ${this.#max}`;
      throw new DomainError('TOO_MANY_EXPORTS', message, { limit: this.#max });
    }
    this.#taken += 1;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#taken -= 1;
    };
  }
}
