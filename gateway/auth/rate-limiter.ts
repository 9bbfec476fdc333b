import { type LRU, lru } from 'tiny-lru';

/** Buckets kept, the least recently used go first: whoever comes back after that finds a full one. */
const MOST_BUCKETS = 10_000;

const MINUTE_MS = 60_000;

interface Bucket {
  tokens: number;
  /** epoch milliseconds of the last look */
  at: number;
}

/** Why somebody has to wait, as the RateLimit header fields say it. */
export interface Wait {
  readonly limitPerMinute: number;
  /** whole seconds, ≥ 1 */
  readonly retryAfterSeconds: number;
}

/**
 * Token buckets, one per key: each holds a minute's worth, refills evenly, and lets through as long as one is in it.
 *
 * tokens(t) = min(limit, tokens(t₀) + limit · (t − t₀) / 60 s)
 */
export class RateLimiter {
  readonly #limitPerMinute: number;
  readonly #clock: () => number;
  readonly #buckets: LRU<Bucket> = lru<Bucket>(MOST_BUCKETS);

  /**
   * @param limitPerMinute 0: no limit
   * @param clock          now, epoch milliseconds
   */
  constructor(limitPerMinute: number, clock: () => number) {
    this.#limitPerMinute = limitPerMinute;
    this.#clock = clock;
  }

  /** Whether it limits at all. */
  get isOn(): boolean {
    return this.#limitPerMinute > 0;
  }

  /** Takes one token of a key. @returns why and how long to wait, when there is none */
  take(key: string): Wait | undefined {
    if (!this.isOn) return undefined;
    const bucket = this.#bucket(key);
    if (bucket.tokens < 1) return this.#wait(bucket);
    bucket.tokens--;
    return undefined;
  }

  /** The same without taking one. */
  look(key: string): Wait | undefined {
    // most keys have no bucket: nothing of theirs was counted
    if (!this.#buckets.has(key)) return undefined;
    const bucket = this.#bucket(key);
    return bucket.tokens < 1 ? this.#wait(bucket) : undefined;
  }

  #bucket(key: string): Bucket {
    const now = this.#clock();
    const known = this.#buckets.get(key);
    if (!known) {
      const bucket = { tokens: this.#limitPerMinute, at: now };
      this.#buckets.set(key, bucket);
      return bucket;
    }
    const refill = (this.#limitPerMinute * Math.max(0, now - known.at)) / MINUTE_MS;
    known.tokens = Math.min(this.#limitPerMinute, known.tokens + refill);
    known.at = now;
    return known;
  }

  #wait({ tokens }: Bucket): Wait {
    const waitMs = ((1 - tokens) * MINUTE_MS) / this.#limitPerMinute;
    return { limitPerMinute: this.#limitPerMinute, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
  }
}
