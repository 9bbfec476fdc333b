import { type LRU, lru } from 'tiny-lru';
import { MINUTE_MS } from '../../platform/time.ts';

/** Limit of keys, the least recently used are evicted first; an evicted key starts anew. */
const MOST_KEYS = 10_000;

/** Wait until the next permitted request, as the RateLimit header fields express it. */
export interface Wait {
  readonly limitPerMinute: number;
  /** whole seconds, ≥ 1 */
  readonly retryAfterSeconds: number;
}

/**
 * Limits the rate of each key: a minute's allowance at once, refilled evenly.
 *
 * The generic cell rate algorithm: each request advances its key's theoretical arrival time, which is never before now,
 * by T = 60 s / limit; a request that would advance it more than a minute ahead has to wait. It is equivalent to a
 * token bucket, with one number per key.
 *
 * @see ITU-T I.371, annex A
 */
export class RateLimiter {
  readonly #limitPerMinute: number;
  readonly #clock: () => number;
  /** theoretical arrival time by key, epoch milliseconds */
  readonly #paidUntil: LRU<number> = lru<number>(MOST_KEYS);

  /**
   * @param limitPerMinute 0: no limit
   * @param clock          now, epoch milliseconds
   */
  constructor(limitPerMinute: number, clock: () => number) {
    this.#limitPerMinute = limitPerMinute;
    this.#clock = clock;
  }

  /** Counts one request of a key. @returns the wait when the request exceeds the limit; then it is not counted */
  consume(key: string): Wait | undefined {
    if (this.#limitPerMinute === 0) return undefined;
    const now = this.#clock();
    const next = this.#next(this.#paidUntil.get(key), now);
    if (next - now > MINUTE_MS) return this.#wait(next - now);
    this.#paidUntil.set(key, next);
    return undefined;
  }

  /** The wait that {@link consume} would return, without counting. */
  peek(key: string): Wait | undefined {
    const paidUntil = this.#limitPerMinute === 0 ? undefined : this.#paidUntil.get(key);
    // most keys were never counted
    if (paidUntil === undefined) return undefined;
    const now = this.#clock();
    const aheadMs = this.#next(paidUntil, now) - now;
    return aheadMs > MINUTE_MS ? this.#wait(aheadMs) : undefined;
  }

  #next(paidUntil = 0, now: number): number {
    // more than a minute ahead: the clock was set back, and earlier requests do not count
    const isStrange = paidUntil > now + MINUTE_MS;
    return (isStrange ? now : Math.max(paidUntil, now)) + MINUTE_MS / this.#limitPerMinute;
  }

  #wait(aheadMs: number): Wait {
    const retryAfterSeconds = Math.max(1, Math.ceil((aheadMs - MINUTE_MS) / 1000));
    return { limitPerMinute: this.#limitPerMinute, retryAfterSeconds };
  }
}
