import { type LRU, lru } from 'tiny-lru';

/** Keys kept, the least recently used go first: whoever comes back after that begins anew. */
const MOST_KEYS = 10_000;

const MINUTE_MS = 60_000;

/** Why somebody has to wait, as the RateLimit header fields say it. */
export interface Wait {
  readonly limitPerMinute: number;
  /** whole seconds, ≥ 1 */
  readonly retryAfterSeconds: number;
}

/**
 * Limits how often each key comes: a minute's worth at once, and then as many as the minute gives back evenly.
 *
 * The generic cell rate algorithm. A key's paid time moves on by T = 60 s / limit with each coming, and never lies before
 * now; who would move it more than a minute ahead has to wait. It equals a token bucket, in one number a key.
 *
 * @see ITU-T I.371, annex A
 */
export class RateLimiter {
  readonly #limitPerMinute: number;
  readonly #clock: () => number;
  /** epoch milliseconds by key */
  readonly #paidUntil: LRU<number> = lru<number>(MOST_KEYS);

  /**
   * @param limitPerMinute 0: no limit
   * @param clock          now, epoch milliseconds
   */
  constructor(limitPerMinute: number, clock: () => number) {
    this.#limitPerMinute = limitPerMinute;
    this.#clock = clock;
  }

  /** Counts one coming of a key. @returns why and how long to wait, when it may not; then it is not counted */
  take(key: string): Wait | undefined {
    if (this.#limitPerMinute === 0) return undefined;
    const now = this.#clock();
    const next = this.#next(this.#paidUntil.get(key), now);
    if (next - now > MINUTE_MS) return this.#wait(next - now);
    this.#paidUntil.set(key, next);
    return undefined;
  }

  /** What {@link take} would return, without counting. */
  look(key: string): Wait | undefined {
    const paidUntil = this.#limitPerMinute === 0 ? undefined : this.#paidUntil.get(key);
    // most keys were never counted
    if (paidUntil === undefined) return undefined;
    const now = this.#clock();
    const aheadMs = this.#next(paidUntil, now) - now;
    return aheadMs > MINUTE_MS ? this.#wait(aheadMs) : undefined;
  }

  #next(paidUntil = 0, now: number): number {
    // nobody gets further ahead than a minute: the clock was set back, and what was counted before means nothing
    const isStrange = paidUntil > now + MINUTE_MS;
    return (isStrange ? now : Math.max(paidUntil, now)) + MINUTE_MS / this.#limitPerMinute;
  }

  #wait(aheadMs: number): Wait {
    const retryAfterSeconds = Math.max(1, Math.ceil((aheadMs - MINUTE_MS) / 1000));
    return { limitPerMinute: this.#limitPerMinute, retryAfterSeconds };
  }
}
