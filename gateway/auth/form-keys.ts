import { createHash, timingSafeEqual } from 'node:crypto';
import type { FormKey } from '../../platform/config/access-config.ts';
import { DomainError } from '../../platform/errors.ts';
import { formSubject } from '../../platform/identity/form-subject.ts';
import type { Identity } from '../../platform/identity/identity.ts';
import type { VerifiedIdentity } from './tokens.ts';

/** Header of a web form's key. */
export const FORM_KEY_HEADER = 'x-form-key';

/** Identity of a web form. */
export interface FormIdentity extends VerifiedIdentity {
  /** name of the form */
  readonly form: string;
}

/** Whether an identity is a web form's, not a token's. */
export function isForm(identity: Identity): identity is FormIdentity {
  return 'form' in identity;
}

/** Identifies web forms by their keys. */
export class FormKeys {
  readonly #forms: readonly { readonly digest: Buffer; readonly identity: FormIdentity }[];

  constructor(keys: readonly FormKey[]) {
    this.#forms = keys.map(({ name, key }) => ({
      digest: digestOf(key),
      // a key is valid until it is removed from the configuration
      identity: {
        subject: formSubject(name),
        scopes: ['leads:write'],
        form: name,
        expiresAt: Number.POSITIVE_INFINITY,
      },
    }));
  }

  /**
   * Identity of the form with a key: it may submit leads, nothing else. The time does not depend on how much of a key
   * is right.
   *
   * @throws {DomainError} FORM_KEY_INVALID when no form has it
   */
  identify(key: string): FormIdentity {
    const digest = digestOf(key);
    let found: FormIdentity | undefined;
    // all forms are compared: stopping at a match would reveal which one it was
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
