import { createHash, timingSafeEqual } from 'node:crypto';
import type { FormKey } from '../../platform/config/access-config.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Identity } from '../../platform/identity/identity.ts';
import type { VerifiedIdentity } from './tokens.ts';

/** Header that carries the key of a web form. */
export const FORM_KEY_HEADER = 'x-form-key';

/** A web form that asks. */
export interface FormIdentity extends VerifiedIdentity {
  /** name of the form */
  readonly form: string;
}

/** Whether a web form asks, and not the holder of a token. */
export function isForm(identity: Identity): identity is FormIdentity {
  return 'form' in identity;
}

/** Knows the web forms by their keys. */
export class FormKeys {
  readonly #forms: readonly { readonly digest: Buffer; readonly identity: FormIdentity }[];

  constructor(keys: readonly FormKey[]) {
    this.#forms = keys.map(({ name, key }) => ({
      digest: digestOf(key),
      // a key is good until the configuration drops it
      identity: { subject: `form:${name}`, scopes: ['leads:write'], form: name, expiresAt: Number.POSITIVE_INFINITY },
    }));
  }

  /**
   * The form that has this key: it may submit leads, and nothing else. Takes as long for a nearly right key as for any.
   *
   * @throws {DomainError} FORM_KEY_INVALID when no form has it
   */
  identify(key: string): FormIdentity {
    const digest = digestOf(key);
    let found: FormIdentity | undefined;
    // every form is compared: stopping at the first would tell which one it was
    for (const form of this.#forms) if (timingSafeEqual(form.digest, digest)) found = form.identity;
    if (!found)
      throw new DomainError('FORM_KEY_INVALID', `${FORM_KEY_HEADER}: no web form has this key`, {
        reason: 'form_key',
      });
    return found;
  }
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
