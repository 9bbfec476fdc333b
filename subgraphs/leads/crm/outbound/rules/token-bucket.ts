/**
 * Rate limit by a token bucket that holds the tokens of a tenth of a second, at least one.
 *
 * After t ms without use it has min(capacity, rate · t / 1,000) tokens, so in any span of t ms at most
 * capacity + rate · t / 1,000 are taken.
 */
export class TokenBucket {
  readonly #ratePerSecond: number;
  readonly #capacity: number;
  #tokens: number;
  #countedAt: number;

  /**
   * @param ratePerSecond > 0
   * @param nowMs         of a clock that never runs backwards, ms
   */
  constructor(ratePerSecond: number, nowMs: number) {
    this.#ratePerSecond = ratePerSecond;
    this.#capacity = Math.max(1, ratePerSecond / 10);
    this.#tokens = this.#capacity;
    this.#countedAt = nowMs;
  }

  /** Number of whole tokens at hand. */
  available(nowMs: number): number {
    this.#count(nowMs);
    return Math.floor(this.#tokens);
  }

  /** Takes tokens that are at hand. */
  take(count: number): void {
    this.#tokens -= count;
  }

  /** Time until a token is at hand, ms. */
  waitMs(nowMs: number): number {
    this.#count(nowMs);
    return Math.max(0, Math.ceil(((1 - this.#tokens) / this.#ratePerSecond) * 1_000));
  }

  #count(nowMs: number): void {
    const grown = (Math.max(0, nowMs - this.#countedAt) / 1_000) * this.#ratePerSecond;
    this.#tokens = Math.min(this.#capacity, this.#tokens + grown);
    this.#countedAt = nowMs;
  }
}
