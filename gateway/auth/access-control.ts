import type { AccessConfig } from '../../platform/config/access-config.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Identity } from '../../platform/identity/identity.ts';
import { addressKey } from './address-key.ts';
import { type FormIdentity, FormKeys, isForm } from './form-keys.ts';
import { RateLimiter, type Wait } from './rate-limiter.ts';
import type { Tokens, VerifiedIdentity } from './tokens.ts';

/** Hears whom a gate does not let through. */
export interface AccessObserver {
  /** A token or form key was wrong. @param reason one of a few words */
  refused(reason: string): void;
  /** Somebody came too often: after wrong tokens, a web form, or the subject of a token. */
  limited(limit: 'authentication' | 'form' | 'subject'): void;
}

/** Hears nothing. */
export const NO_ACCESS_OBSERVER: AccessObserver = { refused: () => undefined, limited: () => undefined };

/** What checks tokens. */
export type TokenVerifier = Pick<Tokens, 'verify' | 'recall'>;

/** Which forms there are, and how often who may come. */
export type AccessControlConfig = Pick<
  AccessConfig,
  'formKeys' | 'formRateLimitPerMinute' | 'rateLimitPerMinute' | 'authFailuresPerMinute'
>;

/** What a gate is made of. */
export interface AccessControlDeps {
  readonly tokens: TokenVerifier;
  readonly config: AccessControlConfig;
  /** now, epoch milliseconds */
  readonly clock: () => number;
  /** Default: nobody hears */
  readonly observer?: AccessObserver;
}

/** Decides who asks, and whether they may ask now. Knows no transport: HTTP and WebSocket come through the same gate. */
export class AccessControl {
  readonly #tokens: TokenVerifier;
  readonly #forms: FormKeys;
  readonly #observer: AccessObserver;
  readonly #failures: RateLimiter;
  readonly #requests: RateLimiter;
  readonly #formRequests: RateLimiter;

  constructor({ tokens, config, clock, observer = NO_ACCESS_OBSERVER }: AccessControlDeps) {
    this.#tokens = tokens;
    this.#forms = new FormKeys(config.formKeys);
    this.#observer = observer;
    this.#failures = new RateLimiter(config.authFailuresPerMinute, clock);
    this.#requests = new RateLimiter(config.rateLimitPerMinute, clock);
    this.#formRequests = new RateLimiter(config.formRateLimitPerMinute, clock);
  }

  /**
   * Finds out for whom a token speaks.
   *
   * A client address that has sent too many wrong ones is refused unread, except with a token that passed a moment ago: that is answered at once.
   *
   * @param address of the client
   * @throws {DomainError} UNAUTHENTICATED, TOKEN_KEYS_UNAVAILABLE, RATE_LIMITED
   */
  identify(token: string, address: string): VerifiedIdentity | Promise<VerifiedIdentity> {
    return this.#tokens.recall(token) ?? this.#verify(token, address);
  }

  async #verify(token: string, address: string): Promise<VerifiedIdentity> {
    this.#refuseAfterFailures(address);
    try {
      return await this.#tokens.verify(token);
    } catch (error) {
      this.#countFailure(error, address);
      throw error;
    }
  }

  /**
   * Finds out which web form a key belongs to.
   *
   * @throws {DomainError} FORM_KEY_INVALID, RATE_LIMITED
   */
  identifyForm(key: string, address: string): FormIdentity {
    this.#refuseAfterFailures(address);
    try {
      return this.#forms.identify(key);
    } catch (error) {
      this.#countFailure(error, address);
      throw error;
    }
  }

  /**
   * Counts one request or operation of somebody, whose limit it may exceed.
   *
   * @throws {DomainError} RATE_LIMITED with `retryAfterSeconds` and `limitPerMinute`
   */
  admit(identity: Identity): void {
    const limiter = isForm(identity) ? this.#formRequests : this.#requests;
    const wait = limiter.take(identity.subject);
    if (wait) this.#refuse(isForm(identity) ? 'form' : 'subject', wait);
  }

  #refuseAfterFailures(address: string): void {
    const wait = this.#failures.look(addressKey(address));
    if (wait) this.#refuse('authentication', wait);
  }

  #countFailure(error: unknown, address: string): void {
    if (!(error instanceof DomainError) || error.code === 'TOKEN_KEYS_UNAVAILABLE') return;
    this.#failures.take(addressKey(address));
    this.#observer.refused(String(error.extensions.reason));
  }

  #refuse(limit: 'authentication' | 'form' | 'subject', wait: Wait): never {
    this.#observer.limited(limit);
    const { retryAfterSeconds: seconds, limitPerMinute } = wait;
    const message = `found more than ${limitPerMinute} per minute, expected the next in ${seconds} s`;
    throw new DomainError('RATE_LIMITED', message, { ...wait });
  }
}
