import { emailKey } from './email-key.ts';
import { phoneKey } from './phone-key.ts';

/** Kinds of contact details that leads can share. */
export const ContactKind = { EMAIL: 'EMAIL', PHONE: 'PHONE' } as const;

/** See {@link ContactKind}. */
export type ContactKind = (typeof ContactKind)[keyof typeof ContactKind];

/** Contact details of a lead, as recorded. */
export interface Contact {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** ISO 3166-1 alpha-2 */
  readonly country: string | null;
}

/** Normalised contact detail of a lead; leads of one person have equal keys. */
export interface ContactKey {
  readonly lead_id: string;
  readonly kind: ContactKind;
  readonly key: string;
}

/** Keys of the contact details of leads, at most one of each kind per lead. */
export function contactKeys(contacts: readonly Contact[]): ContactKey[] {
  return contacts.flatMap(({ id, email, phone, country }) => {
    const keys: readonly [ContactKind, string | undefined][] = [
      [ContactKind.EMAIL, email === null ? undefined : emailKey(email)],
      [ContactKind.PHONE, phone === null ? undefined : phoneKey(phone, country)],
    ];
    return keys.flatMap(([kind, key]) => (key === undefined ? [] : [{ lead_id: id, kind, key }]));
  });
}
