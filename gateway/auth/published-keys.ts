import { createLocalJWKSet, errors, type JWTVerifyGetKey, type LocalJWKSet } from 'jose';
import { DomainError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import { downloadJson } from './download-json.ts';
import { type KeySet, pickKeys } from './key-set.ts';

/** Observer of the keys that identity providers publish. */
export interface KeyObserver {
  /** The keys of an issuer were fetched. @param atMs epoch milliseconds */
  refreshed(issuer: string, keys: number, atMs: number): void;
  /** The keys could not be fetched; the last good ones stay in use. */
  failed(issuer: string): void;
}

/** Ignores every event. */
export const NO_KEY_OBSERVER: KeyObserver = { refreshed: () => undefined, failed: () => undefined };

/** Refresh interval of keys, ms. */
export const KEYS_LIFE_MS = 600_000;

/** Shortest time between two fetches, ms, even for unknown keys or an unreachable issuer. */
export const KEYS_COOLDOWN_MS = 30_000;

/** Longest pause after a failed fetch, ms; the pause doubles from the cool-down on. */
const LONGEST_BACKOFF_MS = 240_000;

const READ_TIMEOUT_MS = 5_000;

/** Location of an issuer's keys, and settings of fetching them. */
export interface PublishedKeysOptions {
  /** issuer of the keys */
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
  /** time limit of a fetch, ms. Default 5,000 */
  readonly timeoutMs?: number;
  /** refresh interval, ms. Default {@link KEYS_LIFE_MS} */
  readonly lifeMs?: number;
}

/**
 * Keys that an identity provider publishes as a JSON Web Key Set (RFC 7517).
 *
 * They are fetched with the first token, then every ten minutes in the background, and when a token names an unknown
 * key, as after a rotation; but not within 30 seconds of the last fetch. The last good keys stay in use during a fetch
 * and after a failed one; retries follow after 30 seconds, then one, two and four minutes, and every 30 seconds as long
 * as there are no keys at all.
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
   * Finds the key of a token.
   *
   * @throws {DomainError} TOKEN_KEYS_UNAVAILABLE when the keys, or newer ones that may include it, cannot be fetched
   * @throws {errors.JWKSNoMatchingKey} when there is no such key
   * @throws {errors.JWKSMultipleMatchingKeys} when several keys match
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

  /** Aborts a fetch in progress, and starts no other. */
  close(): void {
    this.#closing.abort();
    clearTimeout(this.#next);
  }

  #known(): LocalJWKSet {
    if (!this.#keys) throw unavailable();
    return this.#keys;
  }

  /** Fetches the keys unless that was tried recently; concurrent callers share one fetch. Never rejects. */
  async #refresh(): Promise<void> {
    if (!this.#reading && this.#options.clock() - this.#triedAt < this.#pauseMs()) return;
    await this.#read();
  }

  /** Shortest time between the last fetch and the next. */
  #pauseMs(): number {
    // without keys every token is refused: no longer pause then
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

  /** Schedules the next refresh: without it, the keys would be hours old after a time without tokens. */
  #plan(): void {
    clearTimeout(this.#next);
    if (this.#closing.signal.aborted) return;
    this.#next = setTimeout(() => void this.#read(), this.#failures > 0 ? this.#pauseMs() : this.#lifeMs).unref();
  }

  async #replaceKeys(): Promise<void> {
    const { url, algorithms, timeoutMs = READ_TIMEOUT_MS } = this.#options;
    try {
      const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(timeoutMs)]);
      this.#accept(await pickKeys(await downloadJson(url, signal), algorithms));
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
  return new DomainError('TOKEN_KEYS_UNAVAILABLE', 'token: the keys of its issuer are unavailable');
}
