import { type LRU, lru } from 'tiny-lru';
import { DomainError } from '../../../platform/errors.ts';
import { addressKey } from '../../auth/address-key.ts';
import { RateLimiter } from '../../auth/rate-limiter.ts';
import type { FormTokens } from './form-token.ts';
import type { WebForm } from './web-form.ts';

/** Uses of one time token: a visitor corrects a value or two, a program sends it again and again. */
const MOST_TOKEN_USES = 5;
const MOST_TOKENS = 10_000;

/** Checks of one form's submissions: their origin, rate and time token. */
export class FormGuard {
  readonly #form: WebForm;
  readonly #origins: ReadonlySet<string>;
  readonly #tokens: FormTokens;
  readonly #addresses: RateLimiter;
  readonly #submissions: RateLimiter | undefined;
  readonly #uses: LRU<number> = lru<number>(MOST_TOKENS);

  /** @param corsOrigins origins of every form; @param clock now, epoch milliseconds */
  constructor(form: WebForm, corsOrigins: readonly string[], tokens: FormTokens, clock: () => number) {
    this.#form = form;
    this.#origins = new Set([...form.origins, ...corsOrigins]);
    this.#tokens = tokens;
    this.#addresses = new RateLimiter(form.ratePerAddressPerMinute, clock);
    if (form.ratePerMinute !== undefined) this.#submissions = new RateLimiter(form.ratePerMinute, clock);
  }

  /** Whether the form limits its submissions itself. */
  get limitsSubmissions(): boolean {
    return this.#submissions !== undefined;
  }

  /** Whether pages of an origin may send the form. */
  allows(origin: string): boolean {
    return this.#origins.has(origin);
  }

  /**
   * Checks the page that a request comes from: browsers send its origin with every form.
   *
   * @throws {DomainError} FORM_ORIGIN_REFUSED
   */
  checkOrigin({
    origin,
    referer,
  }: {
    readonly origin?: string | undefined;
    readonly referer?: string | undefined;
  }): void {
    const found = origin ?? (referer && URL.canParse(referer) ? new URL(referer).origin : undefined);
    if (found !== undefined && this.allows(found)) return;
    const expected = `a page of ${[...this.#origins].join(', ')}`;
    throw new DomainError('FORM_ORIGIN_REFUSED', `origin: found ${found ?? 'none'}, expected ${expected}`);
  }

  /** Counts a request of a client address. @throws {DomainError} RATE_LIMITED */
  admitAddress(address: string): void {
    refuse(this.#addresses.consume(addressKey(address)));
  }

  /** Counts a submission towards the form's own limit. @throws {DomainError} RATE_LIMITED */
  admitSubmission(): void {
    refuse(this.#submissions?.consume(this.#form.name));
  }

  /**
   * Checks the time token of a submission.
   *
   * @throws {DomainError} FORM_TOKEN_INVALID when it is no token of this form, has expired or was used too often, or there
   * is none where one is required; FORM_FILLED_TOO_FAST when it is too young
   */
  checkToken(token: string): void {
    const { name, token: rule, leastFillSeconds } = this.#form;
    if (token === '' && rule === 'OPTIONAL') return;
    const age = this.#tokens.age(name, token);
    const uses = (this.#uses.get(token) ?? 0) + 1;
    if (age === undefined || uses > MOST_TOKEN_USES)
      throw new DomainError('FORM_TOKEN_INVALID', '_token: found no valid time token, expected one of this form');
    if (age < leastFillSeconds * 1000)
      throw new DomainError('FORM_FILLED_TOO_FAST', `_token: found ${age} ms, expected ${leastFillSeconds} s or more`);
    this.#uses.set(token, uses);
  }
}

function refuse(wait: ReturnType<RateLimiter['consume']>): void {
  if (!wait) return;
  const message = `found more than ${wait.limitPerMinute} per minute, expected the next in ${wait.retryAfterSeconds} s`;
  throw new DomainError('RATE_LIMITED', message, { ...wait });
}
