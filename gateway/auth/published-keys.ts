import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, type LocalJWKSet } from 'jose';
import { DomainError } from '../../subgraphs/shared/errors.ts';
import type { Logger } from '../../subgraphs/shared/logger.ts';

/** How long keys are used before they are read again, ms. */
export const KEYS_LIFE_MS = 600_000;

/** Least time between two readings, ms: neither unknown keys nor a publisher that is down cause more. */
export const KEYS_COOLDOWN_MS = 30_000;

const READ_TIMEOUT_MS = 5_000;

/** Where keys are published, and what else reading them takes. */
export interface PublishedKeysOptions {
  /** URL of a JSON Web Key Set */
  readonly url: string;
  readonly log: Logger;
  /** now, epoch milliseconds */
  readonly clock: () => number;
}

/**
 * The keys that an identity provider publishes, as a JSON Web Key Set (RFC 7517).
 *
 * They are read when the first token comes, when they are ten minutes old, and when a token names a key they do not
 * hold, as after a rotation; but not within 30 seconds of the last reading. When they cannot be read the last ones stay.
 */
export class PublishedKeys {
  readonly #options: PublishedKeysOptions;
  #keys: LocalJWKSet | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #isFailing = false;
  #reading: Promise<void> | undefined;

  constructor(options: PublishedKeysOptions) {
    this.#options = options;
  }

  /**
   * Finds the key that a token names.
   *
   * @throws {DomainError} TOKEN_KEYS_UNAVAILABLE when the keys, or newer ones that may hold it, cannot be read
   * @throws {errors.JWKSNoMatchingKey} when there is no such key
   */
  readonly resolve: JWTVerifyGetKey = async (header, token) => {
    if (this.#options.clock() - this.#readAt >= KEYS_LIFE_MS) await this.#read();
    try {
      return await this.#known()(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.#read();
      if (this.#isFailing) throw this.#unavailable();
      return this.#known()(header, token);
    }
  };

  #known(): LocalJWKSet {
    if (!this.#keys) throw this.#unavailable();
    return this.#keys;
  }

  #unavailable(): DomainError {
    return new DomainError('TOKEN_KEYS_UNAVAILABLE', 'token: its issuer does not tell its keys at the moment');
  }

  /** One reading serves everyone who waits for it. */
  async #read(): Promise<void> {
    const now = this.#options.clock();
    if (!this.#reading && now - this.#triedAt < KEYS_COOLDOWN_MS) return;
    this.#triedAt = this.#reading ? this.#triedAt : now;
    this.#reading ??= this.#download().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #download(): Promise<void> {
    const { url, log, clock } = this.#options;
    try {
      // a redirect could lead to somebody else's keys
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(READ_TIMEOUT_MS) });
      if (!response.ok) throw new Error(`found status ${response.status}, expected 200`);
      this.#keys = createLocalJWKSet((await response.json()) as JSONWebKeySet);
      this.#readAt = clock();
      this.#isFailing = false;
    } catch (error) {
      this.#isFailing = true;
      log.warn({ url, err: error }, 'token keys not read, the last ones stay');
    }
  }
}
