import { createLocalJWKSet, errors, type JWTVerifyGetKey, type LocalJWKSet } from 'jose';
import { DomainError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import { downloadKeySet } from './download-key-set.ts';
import { type KeySet, pickKeys } from './key-set.ts';

/** Observer of the keys that identity providers publish. */
export interface KeyObserver {
  /** The keys of an issuer were read. @param atMs epoch milliseconds */
  refreshed(issuer: string, keys: number, atMs: number): void;
  /** They could not be read; the last good ones stay in use. */
  failed(issuer: string): void;
}

/** Observes nothing. */
export const NO_KEY_OBSERVER: KeyObserver = { refreshed: () => undefined, failed: () => undefined };

/** How long keys are used before they are read again, ms. */
export const KEYS_LIFE_MS = 600_000;

/** Least time between two readings, ms: neither unknown keys nor a publisher that is down cause more. */
export const KEYS_COOLDOWN_MS = 30_000;

/** Longest pause after a failed reading, ms; it doubles with each, from the cool-down on. */
const LONGEST_BACKOFF_MS = 240_000;

const READ_TIMEOUT_MS = 5_000;

/** Where keys are published, and what else reading them takes. */
export interface PublishedKeysOptions {
  /** whose keys they are */
  readonly issuer: string;
  /** URL of a JSON Web Key Set */
  readonly url: string;
  /** signature algorithms of the tokens */
  readonly algorithms: readonly string[];
  readonly log: Logger;
  /** now, epoch milliseconds */
  readonly clock: () => number;
  /** Default: none */
  readonly observer?: KeyObserver;
  /** longest reading. Default 5,000 */
  readonly timeoutMs?: number;
  /** time between readings. Default {@link KEYS_LIFE_MS} */
  readonly lifeMs?: number;
}

/**
 * The keys that an identity provider publishes, as a JSON Web Key Set (RFC 7517).
 *
 * They are read when the first token comes, in the background every ten minutes from then on, and when a token names a key
 * that they do not hold, as after a rotation; but not within 30 seconds of the last reading. The last good keys stay in use
 * while a reading is under way and when it fails; then the next ones follow after 30 seconds, one, two and four minutes, and
 * after 30 seconds each as long as there are no keys at all.
 */
export class PublishedKeys {
  readonly #options: PublishedKeysOptions;
  readonly #lifeMs: number;
  readonly #closing = new AbortController();
  #keys: LocalJWKSet | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #refused = 0;
  #reading: Promise<void> | undefined;
  #next: NodeJS.Timeout | undefined;

  constructor(options: PublishedKeysOptions) {
    this.#options = options;
    this.#lifeMs = options.lifeMs ?? KEYS_LIFE_MS;
  }

  /**
   * Finds the key that a token names.
   *
   * @throws {DomainError} TOKEN_KEYS_UNAVAILABLE when the keys, or newer ones that may hold it, cannot be read
   * @throws {errors.JWKSNoMatchingKey} when there is no such key
   * @throws {errors.JWKSMultipleMatchingKeys} when several may be meant
   */
  readonly resolve: JWTVerifyGetKey = async (header, token) => {
    if (!this.#keys) await this.#refresh();
    else if (this.#options.clock() - this.#readAt >= this.#lifeMs) void this.#refresh();
    try {
      return await this.#known()(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.#refresh();
      if (this.#failures > 0) throw unavailable();
      return this.#known()(header, token);
    }
  };

  /** Ends the reading that is under way, and begins no other. */
  close(): void {
    this.#closing.abort();
    clearTimeout(this.#next);
  }

  #known(): LocalJWKSet {
    if (!this.#keys) throw unavailable();
    return this.#keys;
  }

  /** Reads the keys unless that was tried a moment ago; one reading serves everyone who waits for it. Never rejects. */
  async #refresh(): Promise<void> {
    if (!this.#reading && this.#options.clock() - this.#triedAt < this.#pauseMs()) return;
    await this.#read();
  }

  /** Least time between the last reading and the next. */
  #pauseMs(): number {
    // without keys nobody gets in: no longer pause then
    if (!this.#keys || this.#failures === 0) return KEYS_COOLDOWN_MS;
    return Math.min(KEYS_COOLDOWN_MS * 2 ** (this.#failures - 1), LONGEST_BACKOFF_MS);
  }

  #read(): Promise<void> {
    if (!this.#reading) {
      this.#triedAt = this.#options.clock();
      this.#reading = this.#replaceKeys().finally(() => {
        this.#reading = undefined;
        this.#plan();
      });
    }
    return this.#reading;
  }

  /** Without it the keys of a server that nobody asks for hours would be as old when the next token comes. */
  #plan(): void {
    clearTimeout(this.#next);
    if (this.#closing.signal.aborted) return;
    this.#next = setTimeout(() => void this.#read(), this.#failures > 0 ? this.#pauseMs() : this.#lifeMs).unref();
  }

  async #replaceKeys(): Promise<void> {
    const { url, algorithms, timeoutMs = READ_TIMEOUT_MS } = this.#options;
    try {
      const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(timeoutMs)]);
      this.#accept(await pickKeys(await downloadKeySet(url, signal), algorithms));
    } catch (error) {
      if (!this.#closing.signal.aborted) this.#recordFailure(error);
    }
  }

  #accept({ jwks, refused }: KeySet): void {
    const { issuer, log, clock, observer = NO_KEY_OBSERVER } = this.#options;
    const keys = jwks.keys.length;
    this.#keys = createLocalJWKSet(jwks);
    if (refused > 0 && refused !== this.#refused) log.warn({ issuer, keys, refused }, 'JWKS holds unusable keys');
    if (this.#failures > 0) log.info({ issuer, keys }, 'JWKS refresh recovered');
    [this.#readAt, this.#failures, this.#refused] = [clock(), 0, refused];
    observer.refreshed(issuer, keys, this.#readAt);
  }

  #recordFailure(error: unknown): void {
    const { issuer, url, log, observer = NO_KEY_OBSERVER } = this.#options;
    this.#failures++;
    // one line per outage, however long it lasts
    const level = this.#failures === 1 ? 'warn' : 'debug';
    const facts = { issuer, url, err: error, hasKeys: this.#keys !== undefined, retryMs: this.#pauseMs() };
    log[level](facts, 'JWKS refresh failed, the last good keys stay in use');
    observer.failed(issuer);
  }
}

function unavailable(): DomainError {
  return new DomainError('TOKEN_KEYS_UNAVAILABLE', 'token: its issuer does not tell its keys at the moment');
}
