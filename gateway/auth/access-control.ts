import type { AccessConfig } from '../../platform/config/access-config.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Identity } from '../../platform/identity/identity.ts';
import { addressKey } from './address-key.ts';
import { type FormIdentity, FormKeys, isForm } from './form-keys.ts';
import { RateLimiter, type Wait } from './rate-limiter.ts';
import type { Tokens, VerifiedIdentity } from './tokens.ts';

/** Observer of refused requests. */
export interface AccessObserver {
  /** A token or form key was invalid. @param reason one of a few words */
  refused(reason: string): void;
  /** A rate limit was exceeded: of failed authentications, a web form, or a token's subject. */
  limited(limit: 'authentication' | 'form' | 'subject'): void;
}

/** Ignores every event. */
export const NO_ACCESS_OBSERVER: AccessObserver = { refused: () => undefined, limited: () => undefined };

/** Verifier of tokens. */
export type TokenVerifier = Pick<Tokens, 'verify' | 'recall'>;

/** Web forms and rate limits. */
export type AccessControlConfig = Pick<
  AccessConfig,
  'formKeys' | 'formRateLimitPerMinute' | 'rateLimitPerMinute' | 'authFailuresPerMinute'
>;

/** Dependencies of access control. */
export interface AccessControlDeps {
  readonly tokens: TokenVerifier;
  readonly config: AccessControlConfig;
  /** now, epoch milliseconds */
  readonly clock: () => number;
  /** Default: none */
  readonly observer?: AccessObserver;
}

/** Authenticates requesters and enforces their rate limits, over HTTP and WebSocket alike. */
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
   * Identifies the subject of a token.
   *
   * A client address with too many invalid tokens is refused before verification, unless the token was verified
   * recently; that one is accepted without waiting.
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
   * Identifies the web form of a key.
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
   * Counts one request or operation towards its subject's rate limit.
   *
   * @throws {DomainError} RATE_LIMITED with `retryAfterSeconds` and `limitPerMinute`
   */
  admit(identity: Identity): void {
    const limiter = isForm(identity) ? this.#formRequests : this.#requests;
    const wait = limiter.consume(identity.subject);
    if (wait) this.#refuse(isForm(identity) ? 'form' : 'subject', wait);
  }

  #refuseAfterFailures(address: string): void {
    const wait = this.#failures.peek(addressKey(address));
    if (wait) this.#refuse('authentication', wait);
  }

  #countFailure(error: unknown, address: string): void {
    if (!(error instanceof DomainError) || error.code === 'TOKEN_KEYS_UNAVAILABLE') return;
    this.#failures.consume(addressKey(address));
    this.#observer.refused(String(error.extensions.reason));
  }

  #refuse(limit: 'authentication' | 'form' | 'subject', wait: Wait): never {
    this.#observer.limited(limit);
    const { retryAfterSeconds: seconds, limitPerMinute } = wait;
    const message = `found more than ${limitPerMinute} per minute, expected the next in ${seconds} s`;
    throw new DomainError('RATE_LIMITED', message, { ...wait });
  }
}
