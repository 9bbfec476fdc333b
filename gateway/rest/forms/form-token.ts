import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { HOUR_MS } from '../../../platform/time.ts';

/** Life of a time token, milliseconds. */
export const TOKEN_LIFE_MS = 4 * HOUR_MS;

const TOKEN = /^([0-9a-z]{1,11}\.[\w-]{12})\.([\w-]{43})$/;

/**
 * Time tokens of forms: a page gets one when it is opened, and its age shows how long the form took to fill in.
 *
 * token = time.nonce.HMAC-SHA-256(secret, form, time.nonce), with the time in milliseconds to base 36.
 */
export class FormTokens {
  readonly #secret: string | Buffer;
  readonly #clock: () => number;

  /**
   * @param secret shared by every process that serves the forms
   * @param clock  now, epoch milliseconds
   */
  constructor(secret: string | Buffer, clock: () => number) {
    this.#secret = secret;
    this.#clock = clock;
  }

  /** Issues a token of a form. */
  issue(form: string): string {
    const content = `${this.#clock().toString(36)}.${randomBytes(9).toString('base64url')}`;
    return `${content}.${this.#sign(form, content).toString('base64url')}`;
  }

  /** Age of a token in milliseconds; undefined when it is not one of this form, or has expired. */
  age(form: string, token: string): number | undefined {
    const [, content = '', signature = ''] = TOKEN.exec(token) ?? [];
    if (!content || !timingSafeEqual(this.#sign(form, content), Buffer.from(signature, 'base64url'))) return undefined;
    const age = this.#clock() - Number.parseInt(content, 36);
    // of a clock that was set back, or of another machine's that is a little ahead
    const isPast = age >= -60_000;
    return isPast && age <= TOKEN_LIFE_MS ? Math.max(0, age) : undefined;
  }

  #sign(form: string, content: string): Buffer {
    return createHmac('sha256', this.#secret).update(`${form}\n${content}`).digest();
  }
}
