import { DomainError, isDatabaseOutage } from '../errors.ts';

/** Record of how the database has answered lately, in this process. Times are of the monotonic clock. */
export class DatabaseHealth {
  #failingSince: number | undefined;
  #failedAt = 0;
  #fullAt = Number.NEGATIVE_INFINITY;

  /** A statement has succeeded, or failed by a fault of its own. */
  recordAnswer(): void {
    this.#failingSince = undefined;
  }

  /** A connection or a statement has failed. */
  recordFailure(error: unknown): void {
    if (!(error instanceof DomainError) || !isDatabaseOutage(error) || error.code === 'DATABASE_BUSY') {
      this.recordAnswer();
      return;
    }
    if (error.code === 'STORAGE_FULL') this.#fullAt = performance.now();
    if (error.code !== 'DATABASE_UNAVAILABLE') return;
    this.#failedAt = performance.now();
    this.#failingSince ??= this.#failedAt;
  }

  /** Whether the last try failed. */
  get isFailing(): boolean {
    return this.#failingSince !== undefined;
  }

  /** From the first failure to the latest, when nothing has succeeded between or since, milliseconds; else 0. */
  get failingForMs(): number {
    return this.#failingSince === undefined ? 0 : this.#failedAt - this.#failingSince;
  }

  /** Whether the database had no room left within the last so many milliseconds. */
  wasFullWithin(ms: number): boolean {
    return performance.now() - this.#fullAt < ms;
  }
}
